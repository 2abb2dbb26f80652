import type { OfficeFacts } from '../api/checklist-methods.ts';
import type { Round } from '../words/field-schema.ts';
import type { Draft } from './checklist-types.ts';
import { done } from './checklist-types.ts';

/** A step of the office and its round; null for those of none. */
export interface OfficeStep {
  readonly round: Round | null;
  readonly step: Draft;
}

function packStep(facts: OfficeFacts): Draft {
  const base = { id: 'pack', title: '下发活动包', place: { page: 'pack' }, tick: null } as const;
  if (facts.packIssued) return done({ ...base, words: `已下发第 ${facts.packVersion} 版` });
  return {
    ...base,
    state: 'todo',
    words: facts.hasKey ? '未开始' : '未开始：还没有生成密钥',
    action: '去下发',
    hint: '各单位装上您签名的活动包之后，才能填报、加密报来；登记和收件在那以后。',
  };
}

function enrolStep(facts: OfficeFacts): Draft {
  const base = { id: 'enrol', title: '单位登记', place: { page: 'signers' }, tick: null } as const;
  const enrolled = `已登记 ${facts.enrolled} 个单位`;
  if (facts.pendingSigners > 0)
    return {
      ...base,
      state: 'todo',
      words: `${facts.pendingSigners} 个单位等着核对，${enrolled}`,
      action: '去核对',
      hint: '对着盖章的联系表核对指纹。',
    };
  return facts.enrolled > 0
    ? done({ ...base, words: enrolled })
    : {
        ...base,
        state: 'waiting',
        words: '还没有单位登记',
        action: '导入登记包',
        hint: '收到单位的登记包和盖章的联系表以后，在这里核对登记。',
      };
}

function roundOf(facts: OfficeFacts, at: number): readonly Draft[] {
  const round = facts.rounds[at];
  if (round === undefined) return [];
  const second = at > 0;
  const place = { page: 'inbox' } as const;
  const none = round.packages === 0;
  const receive: Draft = none
    ? {
        id: 'receive',
        title: second ? '收正式推荐材料' : '收件',
        state: 'waiting',
        words: '还没有收到材料',
        place,
        action: '导入文件',
        hint: '插入推荐单位送来的 U 盘或光盘，点“导入文件”。',
        tick: null,
      }
    : done({
        id: 'receive',
        title: second ? '收正式推荐材料' : '收件',
        words: `收到 ${round.packages} 份`,
        place,
        tick: null,
      });
  const review: Draft = {
    id: 'review',
    title: second ? '复审' : '审核',
    place,
    tick: null,
    state: none ? 'blocked' : round.undecided > 0 ? 'todo' : 'done',
    words: none
      ? '还没有收到材料'
      : round.undecided > 0
        ? `还有 ${round.undecided} 个对象没有决定`
        : '都已决定',
    action: '去收件页',
    hint: '打开一份，逐个对象写明接收、退回或不予通过。',
  };
  const reply: Draft = {
    id: 'reply',
    title: second ? '复审反馈' : '反馈',
    place,
    tick: null,
    state: none || round.undecided > 0 ? 'blocked' : round.unanswered > 0 ? 'todo' : 'done',
    words: none
      ? '还没有收到材料'
      : round.unanswered > 0
        ? `还有 ${round.unanswered} 份没有反馈`
        : '都已反馈',
    action: '去收件页',
    hint: '制作反馈文件，交还报送单位。',
  };
  return [receive, review, reply];
}

/** 活动 → 单位登记 → 收件 → 审核 → 反馈 → 复审 → 名单. */
export function officeSteps(facts: OfficeFacts): readonly OfficeStep[] {
  const first = [packStep(facts), enrolStep(facts)];
  const issued = facts.packIssued;
  const quarantine: readonly Draft[] =
    facts.quarantined === 0
      ? []
      : [
          {
            id: 'receive',
            title: '暂不能收的文件',
            state: 'todo',
            words: `${facts.quarantined} 个文件等着处理`,
            place: { page: 'inbox' },
            action: '去收件页',
            hint: '每个文件写明了原因。先登记单位，或请单位重新报来。',
            tick: null,
          },
        ];
  const rounds = facts.rounds.flatMap((entry, at) =>
    roundOf(facts, at).map((step) => ({ round: entry.round, step })),
  );
  const last = facts.rounds.at(-1);
  const accepted = last?.accepted ?? 0;
  const whole = last !== undefined && last.packages > 0 && last.undecided === 0;
  const list: OfficeStep = {
    round: null,
    step: {
      id: 'list',
      title: '名单',
      place: { page: 'inbox' },
      tick: null,
      state: whole ? 'done' : 'blocked',
      words: accepted === 0 ? '还没有通过复审的对象' : `通过 ${accepted} 个`,
      action: '查看',
      hint: '',
    },
  };
  const all = [
    ...first.map((step) => ({ round: null, step })),
    ...quarantine.map((step) => ({ round: null, step })),
    ...rounds,
    list,
  ];
  return issued
    ? all
    : all.map((one, at) =>
        at === 0 || one.step.state === 'done'
          ? one
          : { ...one, step: { ...one.step, state: 'blocked' as const } },
      );
}
