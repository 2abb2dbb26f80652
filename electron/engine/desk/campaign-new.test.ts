import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf } from '../../../test/support/desk-loop.ts';
import { type EngineClient, openEngine } from '../../cli/kit/engine-client.ts';

const campaignsDir = join(import.meta.dirname, '../../../test/fixtures/campaigns');
const campaignId = 'reading-2025';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-new-'));
const stick = join(scratch, 'stick');
const clients: EngineClient[] = [];

function engine(name: string, shipped = campaignsDir): EngineClient {
  const client = openEngine({ dataDir: join(scratch, name), campaignsDir: shipped });
  clients.push(client);
  return client;
}

/** An office's signed pack on the stick: its path, and the fingerprint that its letter would print. */
async function issue(name: string): Promise<{ path: string; fingerprint: string }> {
  const office = engine(name);
  await office.call('workspace.create', { role: 'office', name, campaignId, passphrase: '一二三 open' });
  await office.call('identity.create', {});
  const dir = join(stick, name);
  mkdirSync(dir, { recursive: true });
  const target = { folder: office.handle(dir, 'folder') };
  const { fileName, fingerprint } = await office.call('campaign.issue', { target });
  return { path: join(dir, fileName), fingerprint };
}

beforeAll(() => mkdirSync(stick));
afterAll(async () => {
  for (const client of clients) await client.close();
  rmSync(scratch, { recursive: true, force: true });
});

it('takes in a new campaign before any workspace, and never from a second office', async () => {
  const first = await issue('甲县总工会');
  const second = await issue('乙县总工会');
  const unit = engine('unit', join(scratch, 'none'));
  const install = ({ path, fingerprint }: typeof first) =>
    unit.call('campaign.installNew', {
      source: unit.handle(path, 'read'),
      confirmedFingerprint: fingerprint,
    });

  expect(await codeOf(install({ ...first, fingerprint: second.fingerprint }))).toBe(
    'campaign-fingerprint-unconfirmed',
  );
  expect((await unit.call('app.info', {})).campaigns).toEqual([]);
  expect(await install(first)).toMatchObject({ id: campaignId, version: 4 });
  // Once more is no harm; another office's pack of the same campaign is refused, whatever was confirmed.
  expect(await install(first)).toMatchObject({ id: campaignId, version: 4 });
  expect(await codeOf(install(second))).toBe('campaign-office-changed');
  expect((await unit.call('app.info', {})).campaigns).toMatchObject([
    { id: campaignId, origin: 'installed' },
  ]);
});

it('refuses a file that is no campaign package, before showing anything', async () => {
  const unit = engine('other', join(scratch, 'none'));
  const path = join(stick, 'letter.zip');
  writeFileSync(path, 'not a package');
  const source = unit.handle(path, 'read');
  expect(await codeOf(unit.call('campaign.inspectNew', { source }))).toMatch(/^package-/);
  expect(await codeOf(unit.call('campaign.installNew', { source, confirmedFingerprint: '' }))).toMatch(
    /^package-/,
  );
});
