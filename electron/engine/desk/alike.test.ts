import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskLoop } from '../../../test/support/desk-loop.ts';

describe('the same nominee, photo or text in two units’ packages', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let first: Awaited<ReturnType<DeskLoop['unit']>>;
  let second: Awaited<ReturnType<DeskLoop['unit']>>;
  const packages = { first: '', second: '' };

  const nomineesOf = async ({ client }: typeof first) => client.call('records.list', {});
  const change = async ({ client }: typeof first, id: string, changes: Record<string, unknown>) => {
    const { revision } = await client.call('record.get', { id });
    await client.call('record.save', { id, baseRevision: revision, changes: changes as never });
  };
  const send = async (unit: typeof first) => {
    const { findings } = { findings: await unit.client.call('findings.list', { round: 'preliminary' }) };
    for (const { key, severity, explanation } of findings)
      if (severity === 'warning' && explanation === undefined)
        await unit.client.call('findings.explain', { key, text: '属实。' });
    const { fileName, digest } = await loop.seal(unit.client, 'preliminary', false);
    expect(await loop.take(office.client, fileName)).toMatchObject([{ outcome: 'imported' }]);
    return digest;
  };
  const rulesAt = async (packageId: string) =>
    (await office.client.call('inbox.alike', { packageId })).map(
      ({ ruleId, subjectName, other }) => `${ruleId} ${subjectName} ${other.unit}`,
    );

  beforeAll(async () => {
    office = await loop.office();
    first = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    second = await loop.unit('另一省机关事务管理局', 'recommender', office, null);
    await loop.fill(second.client, 'province');
    await change(second, 'unit', { unitName: '另一省机关事务管理局' });
    for (const unit of [first, second]) {
      await loop.take(office.client, unit.enrolment);
      await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
    }
  });
  afterAll(() => loop.close());

  it('is found as soon as the second package is in, on both, naming the other unit and nominee', async () => {
    packages.first = await send(first);
    expect(await rulesAt(packages.first)).toEqual([]);
    packages.second = await send(second);
    const [person] = (await nomineesOf(first)).filter(({ kind }) => kind === 'individual');
    const found = (await rulesAt(packages.first)).filter((line) => line.includes(person?.name ?? '?'));
    expect(found).toEqual(
      ['F7', 'F9', 'Q7b', 'T5'].map((rule) => `${rule} ${person?.name} 另一省机关事务管理局`),
    );
    expect((await rulesAt(packages.second)).filter((line) => line.startsWith('Q7c'))).toEqual([
      'Q7c 云麓市机关事务服务中心 示例省机关事务管理局',
    ]);
    const [deeds] = (await office.client.call('inbox.alike', { packageId: packages.second })).filter(
      ({ ruleId }) => ruleId === 'T5',
    );
    expect(deeds).toMatchObject({
      severity: 'warning',
      fieldId: 'deeds',
      other: { packageId: packages.first, unit: '示例省机关事务管理局' },
    });
    expect(deeds?.message).toContain('示例省机关事务管理局推荐的');
    expect(deeds?.message).toContain('100%');
    expect(
      JSON.stringify(await office.client.call('inbox.alike', { packageId: packages.first })),
    ).not.toMatch(/\d{17}[\dX]/);
    const counts = await office.client.call('inbox.alikeCounts', {});
    expect(new Map(counts.map(({ packageId, nominees }) => [packageId, nominees]))).toEqual(
      new Map([
        [packages.first, 3],
        [packages.second, 3],
      ]),
    );
  });

  it('goes with the revision it stood in: what was mended or withdrawn is not held against anybody', async () => {
    for (const { id, kind } of await nomineesOf(second)) {
      if (kind === 'collective') continue;
      await second.client.call('records.remove', { id });
    }
    const [collective] = await nomineesOf(second);
    const { content } = await second.client.call('record.get', { id: collective?.id ?? '' });
    const text = String(content.deeds);
    await change(second, collective?.id ?? '', {
      name: '另一市机关事务服务中心',
      creditCode: null,
      deeds: [...text.replaceAll('我', '他')].reverse().join(''),
    });
    await change(second, 'unit', { quotaIndividual: 0 });
    const next = await send(second);
    expect(await rulesAt(next)).toEqual([]);
    expect(await rulesAt(packages.first)).toEqual([]);
    expect(await office.client.call('inbox.alikeCounts', {})).toEqual([]);
  });
});
