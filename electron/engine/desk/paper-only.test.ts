import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignChecklist } from '../../../shared/checklist/campaign-checklist.ts';
import type { Checklist } from '../../../shared/checklist/checklist-types.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

/** Issue 14, 1b: a unit whose office has never heard of this program goes the whole way without a key. */
describe('a unit whose office takes paper and a disc', () => {
  const loop = new DeskLoop();
  let client: EngineClient;
  let today = '2021-09-16';

  beforeAll(async () => {
    client = loop.engine('只收纸质');
    const { recoveryCode } = await client.call('workspace.create', {
      role: 'recommender',
      name: '示例省机关事务管理局',
      campaignId: 'ggj-2021',
      passphrase,
      paperOnly: true,
    });
    await client.call('workspace.confirmRecoveryCode', { recoveryCode });
  });
  afterAll(() => loop.close());

  async function checklist(): Promise<Checklist> {
    return campaignChecklist({
      facts: await client.call('checklist.facts', {}),
      pack: await client.call('campaign.pack', {}),
      settings: await client.call('campaign.settings', {}),
      today,
    });
  }
  const nextId = async () => {
    const { step } = (await checklist()).next;
    return step === null ? null : `${step.round ?? 'campaign'}/${step.id}`;
  };
  const done = (
    round: 'campaign' | 'preliminary' | 'formal',
    step: 'enrolled' | 'listed' | 'compared' | 'delivered',
  ) => client.call('checklist.setDone', { round, step, done: true });
  const target = (name: string) => ({ file: client.handle(join(loop.stick, name), 'write') });
  const disc = (round: 'preliminary' | 'formal') =>
    client.call('handover.disc', { round, target: loop.folder(client), jobId: 'disc' });
  const printAll = async (round: 'preliminary' | 'formal') => {
    const { papers } = await client.call('handover.plan', { round });
    await client.call('paper.setPrinted', {
      round,
      papers: papers.map(({ formId, subjectId, code }) => ({ formId, subjectId, code })),
      printed: true,
    });
  };
  const explainAll = async (round: 'preliminary' | 'formal') => {
    for (const { severity, key } of await client.call('findings.list', { round }))
      if (severity === 'warning') await client.call('findings.explain', { key, text: '情况属实。' });
  };
  const answer = async (
    round: 'preliminary' | 'formal',
    decide: (at: number) => 'accept' | 'return' | 'reject',
    answeredOn = '2021-09-25',
  ) => {
    const { set } = await client.call('handover.plan', { round });
    const decisions = (set?.nominees ?? []).map(({ id }, at) => ({
      nomineeId: id,
      decision: decide(at),
      note: '',
    }));
    await client.call('handover.answer', {
      round,
      answer: { answeredOn, way: 'phone', note: '电话答复', unitToCorrect: false, decisions },
    });
  };

  it('walks both rounds without a key, and never hears of one', async () => {
    const begun = await checklist();
    expect(JSON.stringify(begun)).not.toMatch(/密钥|登记包|报送包|封包|反馈/);
    expect(begun.next.step).toMatchObject({ id: 'enrol', action: '填评选工作联系表' });
    // Nothing that the disc is made of is there yet.
    expect(await codeOf(disc('preliminary'))).toBe('seal-empty');
    expect(
      await codeOf(
        client.call('handover.sheet', { round: 'preliminary', sheet: 'list', target: target('x.pdf') }),
      ),
    ).toBe('plain-set-missing');
    expect(await codeOf(done('preliminary', 'delivered'))).toBe('step-not-reached');

    const ids = await loop.fill(client, 'province');
    await explainAll('preliminary');
    expect(await nextId()).toBe('campaign/enrol');
    const contact = (await client.call('paper.status', { round: 'preliminary' })).find(
      ({ formId }) => formId === 'annex-11',
    );
    await client.call('paper.setPrinted', {
      round: 'preliminary',
      papers: [{ formId: 'annex-11', subjectId: 'unit', code: contact?.currentCode ?? '' }],
      printed: true,
    });
    expect((await checklist()).next.step?.tick?.label).toBe('已报送');
    await done('campaign', 'enrolled');
    if ((await nextId()) === 'preliminary/fill') await done('preliminary', 'listed');
    expect(await nextId()).toBe('preliminary/print');
    await printAll('preliminary');
    expect(await nextId()).toBe('preliminary/compare');
    await done('preliminary', 'compared');
    expect(await nextId()).toBe('preliminary/seal');

    const made = await disc('preliminary');
    expect(made.failed).toEqual([]);
    const folder = join(loop.stick, made.name);
    const files = readdirSync(folder);
    expect(files.toSorted()).toEqual([...made.files].toSorted());
    // What the notice wants, in its order, and nothing else: no sums, no notes of the program, no contact sheet.
    expect(files.filter((name) => /SHA256|说明|联系表|照片排版/.test(name))).toEqual([]);
    const order = ['推荐工作报告', '汇总表', '先进集体初审推荐登记表', '先进个人初审推荐登记表'];
    const places = order.map((words) => files.toSorted().findIndex((name) => name.includes(words)));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(files.filter((name) => /^[\p{Script=Han}·]+-\d{8}\.jpg$/u.test(name)).length).toBeGreaterThan(0);
    for (const name of files) expect(statSync(join(folder, name)).size, name).toBeGreaterThan(100);
    // A second disc of the same is the same set, and an existing folder is never written into.
    expect(await codeOf(disc('preliminary'))).toBe('disc-target-exists');
    await client.call('handover.disc', {
      round: 'preliminary',
      target: { image: target('光盘.iso').file },
      jobId: 'iso',
    });
    expect(readFileSync(join(loop.stick, '光盘.iso')).subarray(32769, 32774).toString()).toBe('CD001');
    expect((await client.call('handover.plan', { round: 'preliminary' })).set?.revision).toBe(1);
    for (const sheet of ['list', 'label'] as const) {
      await client.call('handover.sheet', { round: 'preliminary', sheet, target: target(`${sheet}.pdf`) });
      expect(
        readFileSync(join(loop.stick, `${sheet}.pdf`))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }

    expect(await nextId()).toBe('preliminary/deliver');
    await done('preliminary', 'delivered');
    expect((await checklist()).next.step).toMatchObject({
      id: 'answer',
      state: 'waiting',
      action: '登记答复',
    });

    // Sent back by telephone: corrected, made anew, delivered anew. What was said of the first set holds for it alone.
    await answer('preliminary', (at) => (at === 0 ? 'return' : 'accept'));
    expect(await nextId()).toBe('preliminary/correct');
    const [first] = (await client.call('handover.plan', { round: 'preliminary' })).set?.nominees ?? [];
    const { revision, content } = await client.call('record.get', { id: first?.id ?? '' });
    await client.call('record.save', {
      id: first?.id ?? '',
      baseRevision: revision,
      changes: { deeds: `${String(content.deeds)}成效明显。` },
    });
    await explainAll('preliminary');
    expect(await nextId()).toBe('preliminary/print');
    await printAll('preliminary');
    await done('preliminary', 'compared');
    expect(await nextId()).toBe('preliminary/seal');
    await disc('preliminary');
    expect((await client.call('handover.plan', { round: 'preliminary' })).set).toMatchObject({
      revision: 2,
      answer: null,
    });
    expect(await nextId()).toBe('preliminary/deliver');
    await done('preliminary', 'delivered');
    // Entered wrongly first: the later entry counts.
    await answer('preliminary', (at) => (at === 0 ? 'reject' : 'accept'));
    expect(await nextId()).toBe('formal/choose');
    await answer('preliminary', () => 'accept');
    expect(await nextId()).toMatch(/^formal\/(?!choose)/);

    // The next round, up to the last answer.
    for (const { id } of await client.call('records.list', {}))
      await client.call('records.setFormal', { id, inFormal: true });
    // Filling with papers of the formal round moves the clock to their days.
    await loop.fill(client, 'province-formal', ids);
    today = '2021-11-05';
    await explainAll('formal');
    await printAll('formal');
    await done('formal', 'compared');
    expect(await nextId()).toBe('formal/seal');
    await disc('formal');
    await done('formal', 'delivered');
    await answer('formal', () => 'accept', '2021-11-20');
    expect(await nextId()).toBeNull();
    expect(await client.call('identity.get', {})).toBeNull();
    expect(await client.call('seal.history', {})).toEqual([]);
  });

  it('refuses an answer that leaves somebody out, or speaks of somebody else', async () => {
    const whole = { answeredOn: '2021-09-25', way: 'letter', note: '', unitToCorrect: false } as const;
    const give = (decisions: { nomineeId: string; decision: 'accept'; note: string }[]) =>
      codeOf(client.call('handover.answer', { round: 'preliminary', answer: { ...whole, decisions } }));
    const nominees = (await client.call('handover.plan', { round: 'preliminary' })).set?.nominees ?? [];
    const all = nominees.map(({ id }) => ({ nomineeId: id, decision: 'accept' as const, note: '' }));
    expect(await give(all.slice(1))).toBe('plain-answer-incomplete');
    expect(await give([...all.slice(1), { nomineeId: 'p-other', decision: 'accept', note: '' }])).toBe(
      'plain-answer-incomplete',
    );
    expect(await give([...all, ...all.slice(0, 1)])).toBe('none');
  });

  it('has a host unit hand its own sheet in with the rest, and asks it for no enrolment', async () => {
    const host = loop.engine('只收纸质的基层');
    const { recoveryCode } = await host.call('workspace.create', {
      role: 'host',
      name: '云麓市机关事务服务中心',
      campaignId: 'ggj-2021',
      passphrase,
      paperOnly: true,
    });
    await host.call('workspace.confirmRecoveryCode', { recoveryCode });
    await host.call('records.create', { kind: 'individual' });
    const { papers } = await host.call('handover.plan', { round: 'preliminary' });
    expect(papers.map(({ formId }) => formId)).toContain('host-sheet');
    expect(papers.map(({ formId }) => formId)).not.toContain('annex-3');
    expect(
      await codeOf(
        host.call('handover.disc', { round: 'preliminary', target: loop.folder(host), jobId: 'd' }),
      ),
    ).toBe('plain-set-blocked');
    const facts = await host.call('checklist.facts', {});
    const made = campaignChecklist({
      facts,
      pack: await host.call('campaign.pack', {}),
      settings: await host.call('campaign.settings', {}),
      today,
    });
    expect(made.steps[0]?.id).toBe('fill');
    expect(made.steps.find(({ id }) => id === 'deliver')?.title).toBe('交给推荐单位');
  });

  it('goes back to packages when the office begins to use the program', async () => {
    await client.call('handover.setPaperOnly', { paperOnly: false });
    expect((await client.call('workspace.current', {}))?.paperOnly).toBe(false);
    expect((await checklist()).steps.map(({ id }) => id)).toContain('pack');
    await client.call('handover.setPaperOnly', { paperOnly: true });
    expect((await checklist()).steps.map(({ id }) => id)).not.toContain('pack');
  });
});
