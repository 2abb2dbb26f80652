import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyReview, nomineePart, reviewChanges } from '../../../shared/words/review-schema.ts';
import { campaignsDir, codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { answerAsShown } from '../../cli/kit/seal-as-shown.ts';
import { loadSample } from '../pack/load-sample.ts';

describe('host unit, recommending unit, office', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let host: Awaited<ReturnType<DeskLoop['unit']>>;
  let middle: Awaited<ReturnType<DeskLoop['unit']>>;

  beforeAll(async () => {
    office = await loop.office();
    middle = await loop.unit('示例省机关事务管理局', 'recommender', office, null);
    host = await loop.unit('云麓市机关事务服务中心', 'host', office, 'province');
    await loop.introduce(host, middle);
    await loop.take(office.client, middle.enrolment);
    await office.client.call('signers.enrol', { fingerprint: middle.fingerprint, typed: middle.fingerprint });
  });
  afterAll(() => loop.close());

  it('carries a nominee up, with the first signature and what was changed on the way', async () => {
    const first = await loop.seal(host.client, 'preliminary', true);
    expect(await loop.take(middle.client, first.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const taken = await middle.client.call('inbox.takeOver', { packageId: first.digest });
    expect(taken.created).toHaveLength(3);
    expect(await middle.client.call('records.list', {})).toHaveLength(3);

    // The host corrects one field, the recommending unit another, both a third: the third stays and is named.
    const id = host.ids.get('c1') ?? '';
    const change = async (client: typeof host.client, changes: Record<string, string>) => {
      const { revision } = await client.call('record.get', { id });
      await client.call('record.save', { id, baseRevision: revision, changes });
    };
    await change(host.client, { superior: '云麓市政府办公室', 'unitNotice.scope': '内网' });
    await change(middle.client, { 'unitNotice.scope': '公告栏' });
    const second = await loop.seal(host.client, 'preliminary', false);
    await loop.take(middle.client, second.fileName);
    const again = await middle.client.call('inbox.takeOver', { packageId: second.digest });
    expect(again).toMatchObject({ created: [], kept: [{ subjectId: id, fieldId: 'unitNotice.scope' }] });
    const merged = await middle.client.call('record.get', { id });
    expect(merged.content).toMatchObject({ superior: '云麓市政府办公室', 'unitNotice.scope': '公告栏' });

    // The unit's own record comes from the sample; its nominees are the host's.
    await loop.fill(middle.client, 'province', host.ids);
    await change(middle.client, { 'unitNotice.scope': '公告栏' });
    const up = await loop.seal(middle.client, 'preliminary', true);
    expect(await loop.take(office.client, up.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const originals = await office.client.call('inbox.originals', { packageId: up.digest });
    expect(originals).toMatchObject([
      {
        ok: true,
        fingerprint: host.fingerprint,
        revision: 2,
        fileName: second.fileName,
        unit: '云麓市机关事务服务中心',
      },
    ]);
    expect(originals[0]?.changes.map((item) => item.fieldId)).toContain('unitNotice.scope');

    // Untouched means untouched: the very bytes the host sealed.
    const inside = await office.client.call('inbox.file', {
      packageId: up.digest,
      path: `data/originals/${second.fileName}`,
    });
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(inside.bytes)).toBe(digest(readFileSync(join(loop.stick, second.fileName))));
  });

  it('takes the host’s explanations along, and leaves what was written here', async () => {
    const warnings = async ({ client }: typeof host) =>
      (await client.call('findings.list', { round: 'preliminary' })).filter(
        ({ severity }) => severity === 'warning',
      );
    const textOf = async (unit: typeof host, key: string) =>
      (await warnings(unit)).find((finding) => finding.key === key)?.explanation;
    const explain = (unit: typeof host, key: string, text: string) =>
      unit.client.call('findings.explain', { key, text });
    const send = async () => {
      const { fileName, digest } = await loop.seal(host.client, 'preliminary', false);
      await loop.take(middle.client, fileName);
      await middle.client.call('inbox.takeOver', { packageId: digest });
    };
    // First person in the deeds of every nominee: a warning each.
    for (const id of host.ids.values()) {
      const { revision, content } = await host.client.call('record.get', { id });
      const changes = { deeds: `我们一直在努力。${String(content.deeds)}` };
      await host.client.call('record.save', { id, baseRevision: revision, changes });
    }
    const keys = (await warnings(host)).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    const [first = '', second = '', third = ''] = keys;
    for (const key of keys) await explain(host, key, '此处引用群众来信原话。');
    await send();
    for (const key of keys) expect(await textOf(middle, key)).toBe('此处引用群众来信原话。');

    await explain(middle, first, '推荐单位另有说明。');
    await explain(middle, third, '');
    for (const key of [first, second]) await explain(host, key, '基层单位补充说明。');
    await send();
    expect(await textOf(middle, first)).toBe('推荐单位另有说明。');
    expect(await textOf(middle, second)).toBe('基层单位补充说明。');
    expect(await textOf(middle, third)).toBeUndefined();
  });

  it('leaves a nominee alone that was taken off the list here, and catches up once it is put back', async () => {
    const id = [...host.ids.values()][1] ?? '';
    const sendNativePlace = async (value: string) => {
      const { revision } = await host.client.call('record.get', { id });
      await host.client.call('record.save', { id, baseRevision: revision, changes: { nativePlace: value } });
      const { fileName, digest } = await loop.seal(host.client, 'preliminary', false);
      await loop.take(middle.client, fileName);
      return digest;
    };
    const standing = async () => (await middle.client.call('record.get', { id })).content.nativePlace;
    const before = await standing();
    await middle.client.call('records.remove', { id });
    const first = await sendNativePlace('示例省云麓市');
    expect(await middle.client.call('inbox.takeOver', { packageId: first })).toMatchObject({ removed: [id] });
    const second = await sendNativePlace('示例省云麓市麓南县');
    await middle.client.call('inbox.takeOver', { packageId: second });
    await middle.client.call('records.bringBack', { id });
    expect(await standing()).toBe(before);
    expect(await middle.client.call('inbox.takeOver', { packageId: second })).toMatchObject({
      removed: [],
      kept: [],
    });
    expect(await standing()).toBe('示例省云麓市麓南县');
    // The host takes another one back: here it stays until this unit's clerk has decided.
    const other = [...host.ids.values()][2] ?? '';
    const { name } = (await middle.client.call('records.list', {})).find((one) => one.id === other) ?? {};
    await host.client.call('records.remove', { id: other });
    const third = await sendNativePlace('示例省云麓市麓北县');
    expect(await middle.client.call('inbox.takeOver', { packageId: third })).toMatchObject({
      dropped: [{ subjectId: other, name }],
    });
    // Its mark stays on this unit's list, until the host has it again or it is taken off here too.
    expect(await middle.client.call('records.hostMarks', {})).toMatchObject([
      { subjectId: other, mark: 'withdrawn', packageId: third },
    ]);
    await host.client.call('records.bringBack', { id: other });
    // The older revision would turn it all back.
    expect(await codeOf(middle.client.call('inbox.takeOver', { packageId: first }))).toBe(
      'take-over-superseded',
    );
    expect((await middle.client.call('inbox.get', { packageId: first })).package.supersededBy).toMatchObject({
      packageId: third,
    });
  });

  it('knows whether anything was changed since the last package, and what was changed back', async () => {
    const { client, ids } = host;
    const same = async () => (await client.call('seal.plan', { round: 'preliminary' })).sameAsSealed;
    const [id = '', , other = ''] = ids.values();
    const change = async (value: string | null) => {
      const { revision } = await client.call('record.get', { id });
      await client.call('record.save', {
        id,
        baseRevision: revision,
        changes: { 'unitNotice.scope': value },
      });
    };
    await loop.seal(client, 'preliminary', false);
    expect(await same()).toBe(true);
    const { content } = await client.call('record.get', { id });
    await change('政务网');
    expect(await same()).toBe(false);
    await change(String(content['unitNotice.scope']));
    expect(await same()).toBe(true);
    // Off the list and on it again leaves no date behind that would tell.
    await client.call('records.remove', { id: other });
    expect(await same()).toBe(false);
    await client.call('records.bringBack', { id: other });
    expect(await same()).toBe(true);
    const [warning] = (await client.call('findings.list', { round: 'preliminary' })).filter(
      ({ severity }) => severity === 'warning',
    );
    await client.call('findings.explain', { key: warning?.key ?? '', text: '另作说明。' });
    expect(await same()).toBe(false);
    expect((await client.call('seal.plan', { round: 'formal' })).sameAsSealed).toBe(false);
  });

  it('answers the host as the office answers a unit', async () => {
    const { client } = middle;
    const current = (await client.call('inbox.list', {})).find((item) => item.state === 'current');
    const packageId = current?.packageId ?? '';
    const { submission } = await client.call('inbox.get', { packageId });
    await client.call('review.save', {
      packageId,
      revision: submission.revision,
      changes: reviewChanges(emptyReview, {
        general: '',
        unitComments: [],
        decisions: submission.nominees.map(({ id }) => ({
          nomineeId: id,
          decision: 'accept',
          note: '',
          comments: [],
        })),
      }),
    });
    const [refused = ''] = submission.nominees.map(({ id }) => id);
    const { bases } = await client.call('review.get', { packageId });
    const review = { decision: 'reject' as const, note: '级别超限', comments: [] };
    const base = bases[nomineePart(refused)] ?? 0;
    const changes = [{ part: 'nominee' as const, base, nomineeId: refused, review }];
    const { step } = await client.call('review.save', { packageId, revision: submission.revision, changes });
    // Refused here: neither taken onto the list nor left on it without a mark.
    expect(await client.call('inbox.takeOver', { packageId })).toMatchObject({
      refused: [refused],
      created: [],
    });
    expect(await client.call('records.hostMarks', {})).toContainEqual(
      expect.objectContaining({ subjectId: refused, mark: 'refused' }),
    );
    await client.call('review.undo', { packageId, revision: submission.revision, step });
    const sealed = await answerAsShown(client, 'feedback', { packageId, target: loop.folder(client) });
    expect(await loop.take(host.client, sealed.fileName)).toMatchObject([
      { outcome: 'imported', kind: 'feedback' },
    ]);
    expect(await host.client.call('feedback.list', {})).toMatchObject([{ signer: '示例省机关事务管理局' }]);
  });

  it('asks a host unit for its nominees and its own sheet, and for none of the recommending unit’s papers', async () => {
    const name = '云麓市机关后勤服务有限公司';
    const { client, enrolment } = await loop.unit(name, 'host', office, null);
    await loop.take(client, middle.enrolment);
    await client.call('signers.enrol', { fingerprint: middle.fingerprint, typed: middle.fingerprint });
    const { submission } = await loadSample(join(campaignsDir, 'ggj-2021'), 'enterprise-collective');
    for (const { kind, content } of submission.nominees) {
      const { id } = await client.call('records.create', { kind });
      await client.call('record.save', { id, baseRevision: 0, changes: content });
    }
    const { revision } = await client.call('record.get', { id: 'unit' });
    const changes = { unitName: '示例省机关事务管理局', unitType: 'province', contactName: '周敏' };
    await client.call('record.save', { id: 'unit', baseRevision: revision, changes });

    const missing = (await client.call('findings.list', { round: 'preliminary' })).filter(
      (finding) => finding.severity === 'error',
    );
    expect(missing.map((finding) => [finding.formId, finding.fieldId])).toEqual([
      ['host-sheet', 'contactPhone'],
    ]);
    await client.call('record.save', {
      id: 'unit',
      baseRevision: revision + 1,
      changes: { contactPhone: '0731-82210000' },
    });
    for (const { key, severity } of await client.call('findings.list', { round: 'preliminary' }))
      if (severity === 'warning') await client.call('findings.explain', { key, text: '已核对，情况属实。' });
    const { entries } = await client.call('seal.plan', { round: 'preliminary' });
    expect(entries.filter(({ fileName }) => fileName.endsWith('unit.pdf')).map(({ title }) => title)).toEqual(
      ['基层单位登记表'],
    );
    // Its papers name the recommending unit; its packages and its key do not pass for that unit's.
    const sealed = await loop.seal(client, 'preliminary', true);
    await loop.take(middle.client, enrolment);
    expect(await middle.client.call('signers.list', {})).toContainEqual(
      expect.objectContaining({ principal: name }),
    );
    const [signer] = (await middle.client.call('signers.list', {})).filter((one) => one.principal === name);
    const fingerprint = signer?.fingerprint ?? '';
    await middle.client.call('signers.enrol', { fingerprint, typed: fingerprint });
    expect(await loop.take(middle.client, sealed.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const received = (await middle.client.call('inbox.list', {})).find((one) => one.unit === name);
    const { findings } = await middle.client.call('inbox.get', { packageId: received?.packageId ?? '' });
    expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  });

  it('keeps each role to its own', async () => {
    expect(await codeOf(host.client.call('campaign.issue', { target: loop.folder(host.client) }))).toBe(
      'workspace-role-wrong',
    );
    expect(await codeOf(office.client.call('inbox.takeOver', { packageId: '0'.repeat(64) }))).toBe(
      'workspace-role-wrong',
    );
    expect(await codeOf(loop.seal(office.client, 'preliminary', false))).toBe('workspace-role-wrong');
  });
});
