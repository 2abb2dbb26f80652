import type { RoundFacts, UnitFacts } from '../api/checklist-methods.ts';
import type { Draft, Place } from './checklist-types.ts';
import { done } from './checklist-types.ts';
import { saidDone, tickOf } from './round-steps.ts';

/** 装活动包: nothing is encrypted to an office, and no answer believed, that the pack does not name. */
function packStep(facts: UnitFacts): Draft | null {
  if (facts.paperOnly) return null;
  const base = { id: 'pack', title: '装活动包', place: { page: 'pack' } } as const;
  if (facts.packIssued) return done({ ...base, words: `已装第 ${facts.packVersion} 版`, tick: null });
  const waits = saidDone(facts, 'campaign', 'pack');
  const tick = tickOf(facts, 'campaign', 'pack', '还没收到，先办后面的');
  const words = `用的是随程序带来的第 ${facts.packVersion} 版`;
  const shared = { ...base, words, action: '安装活动包', tick } as const;
  return waits
    ? { ...shared, state: 'optional', words: `等办公室发来，${words}`, hint: '' }
    : {
        ...shared,
        state: 'todo',
        hint: '活动包里有办公室的密钥、名额和期限，由领导小组办公室发来。还没有收到的，打勾，先办后面的。',
      };
}

/** 附件11 and, where the office uses the program, the key whose fingerprint it carries. */
function enrolStep(facts: UnitFacts, answered: boolean): Draft | null {
  const { keySheet: sheet, fingerprint, paperOnly } = facts;
  if (paperOnly && sheet === null) return null;
  const host = facts.desk === 'host';
  const paper = sheet === null ? '' : `填${sheet.title}、盖章`;
  const report = paperOnly ? '报送' : '报登记';
  const said = saidDone(facts, 'campaign', 'enrolled');
  const label = host ? '已报推荐单位' : paperOnly ? '已报送' : '已盖章报送';
  const tick = tickOf(facts, 'campaign', 'enrolled', label, true);
  const place: Place =
    sheet === null ? { page: 'enrolment' } : { page: 'form', subjectId: 'unit', formId: sheet.formId };
  const title = [...(paperOnly ? [] : ['生成密钥']), ...(paper === '' ? [] : [paper]), report].join('、');
  const base = { id: 'enrol', title, place } as const;
  if (paperOnly && host) return null;
  if (said || answered) return done({ ...base, words: '已报送', tick: said ? tick : null });
  if (!paperOnly && fingerprint === null)
    return {
      ...base,
      state: 'todo',
      words: '未开始：还没有生成密钥',
      place: { page: 'enrolment' },
      action: '生成密钥',
      hint: `先生成密钥${sheet === null ? '' : `，指纹印在${sheet.title}上，盖章后报送`}。`,
      tick: null,
    };
  if (sheet !== null && sheet.missing > 0)
    return {
      ...base,
      state: 'todo',
      words: `填写中：${sheet.title}还差 ${sheet.missing} 项`,
      action: `填${sheet.title}`,
      hint: `${sheet.title}最先到期，还有 ${sheet.missing} 项没有填。`,
      tick: null,
    };
  if (sheet !== null && !sheet.printed)
    return {
      ...base,
      state: 'todo',
      words: sheet.exported ? `${sheet.title}已导出，还没有打印` : `${sheet.title}已齐，还没有打印`,
      place: { page: 'paper' },
      action: '去打印页',
      hint: `打印${sheet.title}，盖章；打印好的在打印页打勾“已打印”。`,
      tick: null,
    };
  if (!paperOnly && !facts.enrolmentMade)
    return {
      ...base,
      state: 'todo',
      words: sheet === null ? '密钥已生成，还没有导出登记包' : `${sheet.title}已打印，还没有导出登记包`,
      place: { page: 'enrolment' },
      action: '导出登记包',
      hint: '登记包和盖章的纸一起报送，收件单位凭纸上的指纹核对。',
      tick: null,
    };
  return {
    ...base,
    state: 'todo',
    words: sheet === null ? '登记包已导出，还没有报送' : '已打印，还没有盖章报送',
    place: sheet === null ? { page: 'enrolment' } : { page: 'paper' },
    action: '查看',
    hint: `${sheet === null ? '' : '盖章后'}报出去，然后打勾。`,
    tick,
  };
}

/** 收基层材料: only a recommending unit receives, and only when something came there is anything to do. */
function receiveStep(facts: UnitFacts): Draft | null {
  if (facts.desk === 'host') return null;
  const base = { id: 'receive', title: '收基层单位材料', tick: null } as const;
  if (facts.pendingSigners > 0)
    return {
      ...base,
      state: 'todo',
      words: `有 ${facts.pendingSigners} 个单位等着核对登记`,
      place: { page: 'signers' },
      action: '去单位登记',
      hint: '对着盖章的登记表核对指纹，登记以后它的材料自动收下。',
    };
  if (facts.untaken > 0)
    return {
      ...base,
      state: 'todo',
      words: `收到 ${facts.received} 份，${facts.untaken} 份还没有列入名单`,
      place: { page: 'inbox' },
      action: '去收件页',
      hint: '打开一份，核对无误后列入推荐名单。',
    };
  const shared = { ...base, place: { page: 'inbox' } } as const;
  return facts.received > 0
    ? done({ ...shared, words: `收到 ${facts.received} 份，都已办` })
    : {
        ...shared,
        state: 'optional',
        words: '没有收到；自己填报的不用等',
        action: '去收件页',
        hint: '',
      };
}

/** 确定正式推荐对象, between the rounds. */
export function chooseStep(facts: UnitFacts, round: RoundFacts, title: string, reached: boolean): Draft {
  const place = { page: facts.paperOnly ? 'handover' : 'feedback' } as const;
  const base = { id: 'choose', title: `确定${title}对象`, place, tick: null } as const;
  if (!reached && round.sent === null)
    return { ...base, state: 'blocked', words: '还没有到', action: '查看', hint: '' };
  // With nobody on the list there is nobody to hand in: the answer names those who passed.
  const open = round.unaccepted.length > 0 || round.nominees.length === 0;
  return open && round.sent === null
    ? {
        ...base,
        state: 'todo',
        words: round.unaccepted.length > 0 ? `${round.unaccepted.length} 个没有通过的还在名单里` : '未开始',
        action: `进入${title}`,
        hint: `通过的推荐对象进入${title}，填过的内容全部沿用。`,
      }
    : done({ ...base, words: `已确定 ${round.nominees.length} 个` });
}

/** The steps before any round. */
export function firstSteps(facts: UnitFacts): readonly Draft[] {
  const answered = facts.rounds.some(({ answer }) => answer !== null);
  return [packStep(facts), enrolStep(facts, answered), receiveStep(facts)].flatMap((step) => step ?? []);
}
