import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { requireTool } from './require-tool.ts';

requireTool('pdftotext');

describe('E (arch-F3): the handover sheet of a package', () => {
  const loop = new DeskLoop();
  let client: EngineClient;
  let fingerprint = '';
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  const name = '示例省机关事务管理局';
  beforeAll(async () => {
    office = await loop.office();
    const unit = await loop.unit(name, 'recommender', office, 'province');
    ({ client, fingerprint } = unit);
  });
  afterAll(() => loop.close());

  /** The sheet's text without the breaks of its lines. */
  async function sheetOf(digest: string, file: string): Promise<string> {
    const path = join(loop.stick, file);
    await client.call('seal.coverSheet', { digest, target: { file: client.handle(path, 'write') } });
    return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  }

  it('names the key and the unit that signed it, not today’s', async () => {
    const { digest } = await loop.seal(client, 'preliminary', true);
    const before = await sheetOf(digest, '当天.pdf');
    expect(before).toContain(fingerprint);

    const donor = await loop.workspace('换来的密钥', 'recommender');
    await donor.call('identity.create', {});
    const key = { file: donor.handle(join(loop.stick, 'key'), 'write') };
    await donor.call('identity.export', { passphrase, target: key });
    const source = client.handle(join(loop.stick, 'key'), 'read');
    const now = await client.call('identity.import', { source, passphrase });
    const { revision } = await client.call('record.get', { id: 'unit' });
    await client.call('record.save', {
      id: 'unit',
      baseRevision: revision,
      changes: { unitName: '改名后的单位' },
    });

    const after = await sheetOf(digest, '以后.pdf');
    expect(after).toContain(fingerprint);
    expect(after).toContain(name);
    expect(after).not.toContain(now.fingerprint);
    expect(after).not.toContain('改名后的单位');
    expect(after).toBe(before);
  });

  it('of a host unit’s plain package leaves the receiver to be written: it is not the central office', async () => {
    const host = await loop.unit('云麓市机关事务服务中心', 'host', office, 'province');
    const { digest } = await loop.seal(host.client, 'preliminary', false);
    const { contacts } = (await host.client.call('campaign.pack', {})).campaign;
    const path = join(loop.stick, '基层.pdf');
    await host.client.call('seal.coverSheet', {
      digest,
      target: { file: host.client.handle(path, 'write') },
    });
    const sheet = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
    expect(sheet).toContain('接收单位');
    expect(sheet).toContain('云麓市机关事务服务中心');
    for (const { office: name } of contacts) expect(sheet).not.toContain(name);
    expect(sheet).not.toContain('领导小组办公室');
  });
});
