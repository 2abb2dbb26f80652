import type { NoticeFact, RoundFacts, UnitFacts } from '../api/checklist-methods.ts';
import type { WorkdayCalendar } from '../calendar/workdays.ts';
import { chineseDate } from '../ground/plain-date.ts';
import type { Draft, Place, Tick } from './checklist-types.ts';
import { done } from './checklist-types.ts';
import { type NoticeStage, noticeStage } from './notice-status.ts';

/** What the steps of one round are worked out from. */
export interface RoundView {
  readonly facts: UnitFacts;
  readonly round: RoundFacts;
  readonly title: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly receiver: string;
  readonly calendar: WorkdayCalendar;
  readonly today: string;
}

const names = (people: readonly { readonly name: string }[]): string =>
  people.length <= 2
    ? people.map(({ name }) => name).join('、')
    : `${people[0]?.name ?? ''}等 ${people.length} 个`;

/** Whether the clerk has said that a step of a round is done. */
export function saidDone(facts: UnitFacts, round: RoundFacts['round'] | 'campaign', step: string): boolean {
  return facts.hand.some((one) => one.round === round && one.step === step);
}

/** The tick of a step, as the clerk left it. */
export function tickOf(
  facts: UnitFacts,
  round: RoundFacts['round'] | 'campaign',
  step: Tick['step'],
  label: string,
  withProof = false,
): Tick {
  const said = facts.hand.find((one) => one.round === round && one.step === step);
  return { step, label, withProof, done: said !== undefined, proof: said?.proof?.name ?? null };
}

function tick(view: RoundView, step: Tick['step'], label: string, withProof = false): Tick {
  return tickOf(view.facts, view.round.round, step, label, withProof);
}

/** The receiver has something to be corrected that was handed in last. */
function toCorrect({ answer }: RoundFacts): boolean {
  return answer !== null && (answer.returned.length > 0 || answer.unitToCorrect);
}

/** A round is over when what was handed in last was accepted, and nobody on the list was left out of it. */
export function isOver(round: RoundFacts): boolean {
  const { answer } = round;
  return answer !== null && answer.accepted > 0 && !toCorrect(round) && round.unsent.length === 0;
}

/** What was sent back and is still as it was. */
function uncorrected({ answer }: RoundFacts): {
  readonly people: readonly { name: string }[];
  unit: boolean;
} {
  if (answer === null) return { people: [], unit: false };
  return {
    people: answer.returned.filter(({ changed }) => !changed),
    unit: answer.unitToCorrect && !answer.unitChanged,
  };
}

/** The answer leaves somebody to be corrected, or nobody at all on the list. */
function correctStep(view: RoundView): Draft {
  const { round, receiver } = view;
  const base = { id: 'correct', title: '按意见修改', place: { page: 'feedback' }, tick: null } as const;
  const rest = uncorrected(round);
  const { answer } = round;
  if (answer === null)
    return { ...base, state: 'optional', words: '没有退回的意见', action: '查看', hint: '' };
  if (rest.people.length > 0 || rest.unit) {
    const what = rest.people.length > 0 ? `${names(rest.people)}还没有改` : '本单位的材料还没有改';
    return {
      ...base,
      state: 'todo',
      words: `要改：${what}`,
      action: '查看意见',
      hint: `${receiver}的意见标在对应的栏目上。改完后重新检查、打印、报送。`,
    };
  }
  if (toCorrect(round)) return done({ ...base, words: '退回的都改过了' });
  if (answer.accepted === 0 && round.sent?.sameAsNow === true && !saidDone(view.facts, round.round, 'closed'))
    return {
      ...base,
      state: 'todo',
      words: '没有通过的推荐对象',
      action: '查看意见',
      hint: '要另推荐对象的，在总览新增后重新报送；不再推荐的，打勾。',
      tick: tick(view, 'closed', '不再推荐'),
    };
  return done({ ...base, words: '没有要改的' });
}

function fillStep(view: RoundView): Draft {
  const { facts, round, first } = view;
  const base = { id: 'fill', title: first ? '填写推荐对象' : `填写${view.title}的表`, tick: null } as const;
  const open = round.nominees.find(({ missing }) => missing > 0);
  const facts1 = round.unitForms.find(({ part, missing }) => part === 'facts' && missing > 0);
  const place = (form: string, subjectId = 'unit'): Place => ({ page: 'form', subjectId, formId: form });
  const unknown = round.quotas.some(({ quota }) => quota === null);
  if (first && unknown && round.quotaPlace !== null)
    return {
      ...base,
      state: 'todo',
      words: '未开始：还没有填名额',
      place: { page: 'form', subjectId: 'unit', ...round.quotaPlace },
      action: '填写名额',
      hint: '先填下达的名额和本单位的情况，再新增推荐对象。',
    };
  if (round.nominees.length === 0)
    return {
      ...base,
      state: 'todo',
      words: '未开始：还没有推荐对象',
      place: { page: 'add' },
      action: '新增推荐对象',
      hint: '集体和个人分别填表。同一个人的信息只填一次，各张表自动取用。',
    };
  if (open !== undefined)
    return {
      ...base,
      state: 'todo',
      words: `填写中：${round.nominees.length} 个推荐对象，还差 ${round.nominees.reduce((sum, one) => sum + one.missing, 0)} 项`,
      place: place(open.formId, open.id),
      action: `继续填写：${open.name}`,
      hint: `${open.name}还有 ${open.missing} 项没有填。`,
    };
  const short = round.quotas.filter(({ used, quota }) => quota !== null && used < quota);
  if (first && short.length > 0 && !saidDone(facts, round.round, 'listed'))
    return {
      ...base,
      state: 'todo',
      words: `填写中：${round.quotas.map(({ title, used, quota }) => `${title} ${used} / ${quota ?? '？'}`).join('，')}`,
      place: { page: 'add' },
      action: '新增推荐对象',
      hint: '名额还没有用完。不再增加的，打勾“名单就报这些”。',
      tick: tick(view, 'listed', '名单就报这些'),
    };
  if (facts1 !== undefined)
    return {
      ...base,
      state: 'todo',
      words: `填写中：${facts1.title}还差 ${facts1.missing} 项`,
      place: place(facts1.formId),
      action: '去填写',
      hint: `${facts1.title}还有 ${facts1.missing} 项没有填。`,
    };
  const all = round.nominees[0];
  return done({
    ...base,
    words: `已齐：${round.nominees.length} 个推荐对象`,
    place: all === undefined ? { page: 'add' } : place(all.formId, all.id),
    tick: saidDone(facts, round.round, 'listed') ? tick(view, 'listed', '名单就报这些') : null,
  });
}

function consultStep(view: RoundView): Draft | null {
  const { consultations } = view.round;
  if (consultations.length === 0) return null;
  const base = { id: 'consult', title: '征求意见', place: { page: 'notices' }, tick: null } as const;
  const refused = consultations.filter(({ state }) => state === 'refused');
  const missing = consultations.filter(({ state }) => state === 'missing');
  const waiting = consultations.filter(({ state }) => state === 'waiting');
  const agreed = consultations.length - refused.length - missing.length - waiting.length;
  if (refused.length > 0)
    return {
      ...base,
      state: 'todo',
      words: `要改：${names(refused)}有部门不同意`,
      action: '查看意见',
      hint: '有部门不同意的，不能推荐。请移出名单，或等部门改复意见。',
    };
  if (missing.length > 0)
    return {
      ...base,
      state: 'todo',
      words: `${agreed === 0 ? '未开始' : '办理中'}：${consultations.length} 份意见，还没有发出 ${missing.length} 份`,
      action: '去征求意见',
      hint: `还没有征求：${names(missing)}（${[...new Set(missing.map(({ department }) => department))].join('、')}）。`,
    };
  if (waiting.length > 0)
    return {
      ...base,
      state: 'waiting',
      words: `等回复：${consultations.length} 份意见，还差 ${waiting.length} 份`,
      action: '登记回复',
      hint: `收到回复后登记：${[...new Set(waiting.map(({ department }) => department))].join('、')}。`,
    };
  return done({ ...base, words: `已齐：${consultations.length} 份意见都同意` });
}

const noticeTodo: Partial<Readonly<Record<NoticeStage, string>>> = {
  unplanned: '还没有安排',
  short: '公示天数不够',
  late: '公示结束晚于报送截止日',
  open: '期满还没有登记有无异议',
  objection: '异议还没有写处理情况',
};

function noticeStep(view: RoundView): Draft | null {
  const { notices } = view.round;
  if (notices.length === 0) return null;
  const title = notices[0]?.title ?? '公示';
  const base = { id: 'notice', title, place: { page: 'notices' }, tick: null } as const;
  const staged = notices.map((notice) => ({
    notice,
    stage: noticeStage(notice, view.calendar, view.today),
  }));
  for (const stage of ['short', 'late', 'objection', 'unplanned', 'open'] as const) {
    const those = staged.filter((one) => one.stage === stage).map(({ notice }) => notice);
    if (those.length > 0)
      return {
        ...base,
        state: 'todo',
        words: `${stage === 'unplanned' ? '未开始' : stage === 'open' ? '已期满' : '要改'}：${names(those)}${noticeTodo[stage] ?? ''}`,
        action: stage === 'open' ? '登记有无异议' : '安排公示',
        hint: `公示 ${those[0]?.workdays ?? 0} 个工作日，期满没有异议才能报送。`,
      };
  }
  const running = staged.filter(({ stage }) => stage === 'running' || stage === 'planned');
  const last = running.reduce(
    (latest, { notice }) => ((notice.end ?? '') > latest ? (notice.end ?? '') : latest),
    '',
  );
  if (running.length > 0)
    return {
      ...base,
      state: 'waiting',
      words: `${running.some(({ stage }) => stage === 'running') ? '公示中' : '已安排'}，到${chineseDate(last).replace(/^\d{4}年/, '')}`,
      action: '查看公示',
      hint: '公示期满后登记有无异议，再往下办。',
    };
  const unfilled = notices.find(({ missing }) => missing > 0);
  if (unfilled !== undefined)
    return {
      ...base,
      state: 'todo',
      words: `填写中：${unfilled.name}的公示还差 ${unfilled.missing} 项`,
      place: formOf(unfilled),
      action: '去填写',
      hint: '公示的范围和方式也要填写。',
    };
  return done({ ...base, words: '已完成，没有未处理的异议' });
}

function formOf({ subjectId, formId }: NoticeFact): Place {
  return { page: 'form', subjectId, formId };
}

function reportStep(view: RoundView): Draft | null {
  const reports = view.round.unitForms.filter(({ part }) => part === 'report');
  const first = reports[0];
  if (first === undefined) return null;
  const open = reports.find(({ missing }) => missing > 0);
  const place: Place = { page: 'form', subjectId: 'unit', formId: (open ?? first).formId };
  const base = { id: 'report', title: '写推荐工作报告', place, tick: null } as const;
  return open === undefined
    ? done({ ...base, words: '已齐' })
    : {
        ...base,
        state: 'todo',
        words: `填写中：还差 ${open.missing} 项`,
        action: '去填写',
        hint: '写推荐过程、审核、集体研究和公示情况。',
      };
}

function checkStep({ round }: RoundView): Draft {
  const base = { id: 'check', title: '检查', place: { page: 'checks' }, tick: null } as const;
  if (round.errors > 0)
    return {
      ...base,
      state: 'todo',
      words: `要改：${round.errors} 处`,
      action: '去检查页',
      hint: '每一条都写明了怎么改，点一下就到那一栏。',
    };
  if (round.unexplained > 0)
    return {
      ...base,
      state: 'todo',
      words: `要说明：${round.unexplained} 处`,
      action: '去检查页',
      hint: '不一定是错。改正，或写清理由，说明随材料报送。',
    };
  return done({ ...base, words: '已齐：没有要改的' });
}

function printStep({ round }: RoundView): Draft {
  const { due, exported, printed } = round.papers;
  const base = { id: 'print', title: '打印盖章', place: { page: 'paper' }, tick: null } as const;
  if (printed >= due) return done({ ...base, words: `已打印：${due} 张表` });
  return {
    ...base,
    state: 'todo',
    words:
      exported + printed >= due
        ? `已导出，还有 ${due - printed} 张没有打印`
        : `还有 ${due - printed} 张没有打印`,
    action: '去打印页',
    hint: '导出后打印、签字、盖章；打印好的在打印页打勾“已打印”。',
  };
}

function compareStep(view: RoundView): Draft {
  const { round } = view;
  const { due, verified } = round.papers;
  const base = { id: 'compare', title: '补填日期，核对扫描件', place: { page: 'paper' } } as const;
  if (verified >= due) return done({ ...base, words: `已盖章核对：${due} 张表`, tick: null });
  const byHand = tick(view, 'compared', '已人工核对，日期已补填');
  if (byHand.done) return done({ ...base, words: '人工核对', tick: byHand });
  return {
    ...base,
    state: 'todo',
    words: `已核对 ${verified} / ${due} 张${round.stampDates > 0 ? `，${round.stampDates} 处盖章日期没有补填` : ''}`,
    action: '核对扫描件',
    hint: '盖章后先在表里补填盖章日期，再把盖好章的纸扫描进来核对；没有扫描仪的，逐页看过以后打勾。',
    tick: byHand,
  };
}

function sealStep(view: RoundView): Draft {
  const { facts, round } = view;
  const { sent } = round;
  const base = facts.paperOnly
    ? ({ id: 'seal', title: '备齐材料和光盘', place: { page: 'handover' }, tick: null } as const)
    : ({ id: 'seal', title: '打报送包', place: { page: 'seal' }, tick: null } as const);
  const action = facts.paperOnly ? '备齐材料' : '打报送包';
  const what = facts.paperOnly ? '备好' : '报送包';
  if (sent === null)
    return {
      ...base,
      state: 'todo',
      words: '未开始',
      action,
      hint: facts.paperOnly
        ? '把各表、照片和纸质材料备成一套，刻成光盘，打印材料清单。'
        : '打包以后内容就定下来了，纸质和电子版的校验码一致。',
    };
  if (sent.sameAsNow) return done({ ...base, words: `已${what}：第 ${sent.revision} 版` });
  return {
    ...base,
    state: 'todo',
    words:
      round.unsent.length > 0 ? `${names(round.unsent)}还没有报送过` : `第 ${sent.revision} 版以后又改过内容`,
    action,
    hint:
      round.unsent.length > 0
        ? `${names(round.unsent)}是后来加上的，没有经过${view.title}。补报一版，或在总览移除。`
        : `${view.receiver}收到的还是改动前的那一份。改过的表要重新打印、盖章，再报一次。`,
  };
}

function deliverStep(view: RoundView): Draft {
  const { facts, round, receiver } = view;
  const said = tick(view, 'delivered', '已送达', true);
  const base = {
    id: 'deliver',
    title: facts.desk === 'host' ? '交给推荐单位' : '送达',
    place: { page: facts.paperOnly ? 'handover' : 'seal' },
    tick: said,
  } as const;
  if (round.answer !== null || said.done) return done({ ...base, words: '已报送' });
  return {
    ...base,
    state: 'todo',
    words: '还没有送达',
    action: '查看送什么',
    hint: `把${facts.paperOnly ? '光盘' : '报送包'}和盖章的纸质材料送到${receiver}，请对方在${facts.paperOnly ? '材料清单' : '交接单'}上签字，然后打勾，或附上签了字的扫描件。`,
  };
}

function answerStep(view: RoundView): Draft {
  const { facts, round, receiver } = view;
  const base = {
    id: 'answer',
    title: facts.paperOnly ? `登记${receiver}的答复` : `${receiver}反馈`,
    place: { page: facts.paperOnly ? 'handover' : 'feedback' },
    tick: null,
  } as const;
  const { answer } = round;
  if (answer !== null)
    return done({
      ...base,
      words: `已收到：通过 ${answer.accepted}，退回 ${answer.returned.length}，不予通过 ${answer.rejected}`,
    });
  return {
    ...base,
    state: 'waiting',
    words: `等待${receiver}答复`,
    action: facts.paperOnly ? '登记答复' : '打开反馈页',
    hint: facts.paperOnly ? `${receiver}来电话或来函以后，在这里登记。` : `收到反馈文件后，在“反馈”页打开。`,
  };
}

/** What must be done before a step: all of those before it, but for what follows the answer. */
const chain = [
  'fill',
  'consult',
  'notice',
  'report',
  'check',
  'print',
  'compare',
  'seal',
  'deliver',
  'answer',
];

function block(step: Draft): Draft {
  return { ...step, state: 'blocked', words: step.words === '' ? '前面的办完再办' : step.words };
}

/** The steps of a round that is not over, in order. Those with something undone before them are blocked. */
export function roundSteps(view: RoundView): readonly Draft[] {
  const { round } = view;
  const correct = correctStep(view);
  const handed = round.sent?.sameAsNow === true;
  const made = [
    fillStep(view),
    consultStep(view),
    noticeStep(view),
    reportStep(view),
    checkStep(view),
    printStep(view),
    compareStep(view),
    sealStep(view),
    deliverStep(view),
    answerStep(view),
  ].flatMap((step) => step ?? []);
  // What was handed in as it stands has all of this behind it.
  const settled = made.map((step) =>
    handed && chain.indexOf(step.id) < chain.indexOf('seal') && step.state !== 'done'
      ? { ...step, state: 'done' as const, words: `已报第 ${round.sent?.revision ?? 1} 版`, tick: null }
      : step,
  );
  let open = correct.state === 'todo';
  const answered = round.answer !== null && handed;
  const steps = settled.map((step) => {
    if (answered && (step.id === 'deliver' || step.id === 'answer')) return step;
    const stale = !handed && (step.id === 'deliver' || step.id === 'answer');
    const shown = open && step.state !== 'done' ? block(step) : step;
    if (stale)
      return { ...block(step), words: step.id === 'deliver' ? '还没有报送' : '还没有报送', tick: null };
    if (step.state !== 'done') open = true;
    return shown;
  });
  return [...steps, correct];
}

/** The steps of a round that is over: all done. */
export function overSteps(view: RoundView): readonly Draft[] {
  const { round } = view;
  return roundSteps(view).map((step) =>
    step.state === 'done'
      ? step
      : { ...step, state: 'done' as const, words: round.sent === null ? '已过' : '已完成', tick: null },
  );
}

/** The steps of a round that has not begun. */
export function laterSteps(view: RoundView): readonly Draft[] {
  return roundSteps(view).map((step) => ({
    ...step,
    state: 'blocked' as const,
    words: '还没有到',
    tick: null,
  }));
}
