import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { RecentErrors } from '../kernel/recent-errors.ts';

/** Finding E, arch-F10: the sentence about an internal error sent the clerk to an export that did not exist. */
describe('the diagnostics', () => {
  const canaries = {
    secret: '金丝雀口令-2021',
    unit: '金丝雀机关事务管理局',
    person: '欧阳金丝雀',
    idNumber: '110101199003071233',
    file: '金丝雀的扫描件',
    text: '金丝雀事迹材料',
  };
  const loop = new DeskLoop(canaries.secret);
  afterAll(() => loop.close());

  it('hold no name, number, unit, file, content or secret, whatever stands in the workspace', async () => {
    const client = await loop.workspace(canaries.unit, 'recommender');
    await client.call('record.save', {
      id: 'unit',
      baseRevision: 0,
      changes: { unitName: canaries.unit, contactName: canaries.person },
    });
    const { id } = await client.call('records.create', { kind: 'individual' });
    await client.call('record.save', {
      id,
      baseRevision: 0,
      changes: { name: canaries.person, idNumber: canaries.idNumber, deeds: canaries.text },
    });
    writeFileSync(join(loop.stick, `${canaries.file}.zip`), canaries.text);
    await client.call('inbox.import', {
      sources: [loop.file(client, `${canaries.file}.zip`)],
      jobId: 'canary',
    });
    await client.call('identity.create', {});
    await client.call('view.set', { key: canaries.person, value: canaries.text });
    await client.call('backup.configure', { copyFolder: client.handle(loop.stick, 'folder') });

    const { text, digest } = await client.call('diagnostics.report', {});
    for (const canary of [...Object.values(canaries), '金丝雀', id, loop.root, 'jb-desk-'])
      expect(text).not.toContain(canary);
    expect(text).toMatch(/数据格式：\d+/);
    expect(text).toMatch(/subjects：2/);
    expect(text).toMatch(/ record-created$/m);
    const identity = await client.call('identity.get', {});
    expect(text).not.toContain(identity?.fingerprint);

    // The very text that was shown is what is saved, and nothing else.
    const target = { file: client.handle(join(loop.stick, '诊断.txt'), 'write') };
    expect(await codeOf(client.call('diagnostics.save', { digest: 'x', target }))).toBe('diagnostics-stale');
    await client.call('diagnostics.save', { digest, target });
    expect(readFileSync(join(loop.stick, '诊断.txt'), 'utf8')).toBe(text);
    await client.call('workspace.lock', {});
    expect((await client.call('diagnostics.report', {})).text).toContain('没有打开');
  });

  it('keep of an unforeseen error its class and its places in the program, never its message', () => {
    const errors = new RecentErrors();
    const message = `${canaries.person}\n    at /home/${canaries.person}/electron/engine/x.ts:1:2`;
    errors.note('2021-09-16T02:00:00.000Z', 'record.save', new TypeError(message));
    errors.note('2021-09-16T02:00:00.000Z', canaries.person, canaries.text);
    // A message that looks like a place inside the program itself.
    const place = join(import.meta.dirname, '../../..', `${canaries.idNumber}.ts:1:2`);
    errors.note('2021-09-16T02:00:00.000Z', 'record.save', new TypeError(`x\n    at f (${place})`));
    const odd = new Error(canaries.text);
    odd.name = canaries.person;
    odd.stack = `${canaries.person}: ${canaries.text}\n    at f (file:///home/${canaries.person}/a.ts:3:4)`;
    errors.note('2021-09-16T02:00:00.000Z', 'record.save', odd);
    const told = JSON.stringify(errors.list());
    for (const canary of Object.values(canaries)) expect(told).not.toContain(canary);
    expect(errors.list()[0]).toMatchObject({ where: 'record.save', kind: 'TypeError' });
    expect(errors.list()[0]?.places[0]).toMatch(/^electron\/engine\/desk\/diagnostics\.test\.ts:\d+:\d+$/);
    for (let count = 0; count < 50; count += 1) errors.note('', 'a', null);
    expect(errors.list()).toHaveLength(20);
  });
});
