import { expect, it } from 'vitest';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { nextStep, type Situation } from './next-step.ts';

const ready: Situation = {
  round: 'preliminary',
  roundTitle: '初审',
  nextRound: { id: 'formal', title: '正式推荐' },
  unitForm: null,
  nominees: [{ id: 'n-1', name: '张伟', missing: 0, formId: 'annex-5' }],
  findings: [],
  receiver: '办公室',
  received: 0,
  marked: 0,
  returned: 0,
  toCorrect: false,
  sealed: false,
  answered: false,
  changedSince: false,
  accepted: false,
  formalSealed: false,
};
const finding = (severity: Finding['severity']): Finding => ({
  ruleId: 'T1',
  severity,
  key: severity,
  subjectId: 'n-1',
  subjectName: '张伟',
  clause: 'deeds',
  message: '',
  fix: '',
});

it('goes through the work in order', () => {
  expect(nextStep({ ...ready, nominees: [] }).path).toBeUndefined();
  const missing = {
    ...ready,
    nominees: [...ready.nominees, { id: 'n-2', name: '李', missing: 3, formId: 'annex-5' }],
  };
  expect(nextStep(missing)).toMatchObject({ title: '继续填写：李', path: '/form/n-2/annex-5' });
  expect(nextStep({ ...ready, unitForm: { id: 'annex-11', title: '评选工作联系表', missing: 2 } }).path).toBe(
    '/form/unit/annex-11',
  );
  expect(nextStep({ ...ready, findings: [finding('error'), finding('warning')] }).title).toBe(
    '改正 1 处错误',
  );
  expect(nextStep({ ...ready, findings: [finding('warning')] }).title).toBe('为 1 条警告写说明');
  expect(nextStep(ready).path).toBe('/seal');
  expect(nextStep({ ...ready, sealed: true }).path).toBe('/feedback');
  expect(nextStep({ ...missing, returned: 1, toCorrect: true }).path).toBe('/feedback');
});

it('goes on to the formal round when the preliminary one is over, and ends', () => {
  const answered = { ...ready, sealed: true, answered: true, accepted: true };
  expect(nextStep(answered).title).toBe('初审已通过，可以开始正式推荐');
  // What came back in the first round no longer counts once the second has been sealed.
  expect(nextStep({ ...ready, returned: 1, toCorrect: true, formalSealed: true })).toMatchObject({
    round: 'formal',
  });
  const formal = { ...answered, round: 'formal' as const, roundTitle: '正式推荐', nextRound: null };
  expect(nextStep({ ...formal, formalSealed: true }).title).toBe('正式推荐材料已被接收，全部办完');
});

it('is over after the only round of a campaign that has one', () => {
  const only = { ...ready, roundTitle: '推荐', nextRound: null, sealed: true, accepted: true };
  expect(nextStep(only).title).toBe('推荐材料已被接收，全部办完');
});

it('names who receives: a host unit sends to the recommending unit and waits for it', () => {
  const host = { ...ready, receiver: '推荐单位', sealed: true };
  expect(nextStep(host).title).toBe('已封包，等待推荐单位意见');
  expect(nextStep({ ...host, returned: 1, toCorrect: true }).title).toBe(
    '按推荐单位意见修改，1 个对象被退回',
  );
});

it('begins with what host units sent in', () => {
  expect(nextStep({ ...ready, nominees: [], received: 2 })).toMatchObject({
    title: '查看收到的 2 份基层单位材料',
    path: '/inbox',
  });
});

it('never says to wait where an answer has come, or where the sealed package is out of date', () => {
  const sealed = { ...ready, sealed: true };
  // Only the unit's own papers were commented on, and nobody was sent back.
  expect(nextStep({ ...sealed, answered: true, toCorrect: true }).title).toBe(
    '按办公室意见修改，对本单位材料有意见',
  );
  // Everyone was refused.
  expect(nextStep({ ...sealed, answered: true }).title).toBe('办公室的意见已到，没有通过的推荐对象');
  expect(nextStep({ ...sealed, changedSince: true })).toMatchObject({ path: '/seal' });
});

it('names nominees that are marked before it says that all is ready for sealing', () => {
  expect(nextStep({ ...ready, marked: 2 }).why).toContain('2 个推荐对象带着标记');
  expect(nextStep({ ...ready, marked: 1, sealed: true, changedSince: true }).why).toContain('1 个推荐对象');
  expect(nextStep(ready).why).not.toContain('标记');
});
