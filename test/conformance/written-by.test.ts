import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EngineClient, openEngine } from '../../electron/cli/kit/engine-client.ts';
import { verifyPackage } from '../../electron/engine/seal/index.ts';
import { leastLogN } from '../../electron/engine/store/key-wrap.ts';
import { campaignsDir } from '../support/desk-loop.ts';
import { workspaceContents } from '../support/workspace-contents.ts';

const root = join(import.meta.dirname, '../fixtures/written-by');
const versions = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-written-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const knownFile = z.object({
  passphrase: z.string(),
  keyPassphrase: z.string(),
  recoveryCodes: z.record(z.string(), z.string()),
  fingerprints: z.record(z.string(), z.string()),
});
const contentsFile = z.record(z.string(), z.looseObject({ events: z.array(z.unknown()) }));
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

let engines = 0;
/** An engine on a folder of its own, at a time after everything was written. */
function engineOn(dataDir: string): EngineClient {
  engines += 1;
  return openEngine({
    dataDir,
    campaignsDir,
    now: () => new Date('2025-06-01T02:00:00Z'),
    passphraseLogN: leastLogN,
  });
}

/**
 * The contents as recorded, without the log's entries that opening or restoring itself has added. The record is matched as
 * a part of them: a later program may tell more of the same things, never less or other.
 */
async function contentsOf(client: EngineClient, recorded: { events: readonly unknown[] }) {
  const now = await workspaceContents(client);
  return { ...now, events: now.events.slice(0, recorded.events.length) };
}

describe.each(versions.map(({ name }) => name))('what version %s wrote', (version) => {
  const folder = join(root, version);
  const known = knownFile.parse(readJson(join(folder, 'known.json')));
  const contents = contentsFile.parse(readJson(join(folder, 'contents.json')));
  const recordedIn = (name: string) => contents[name] ?? { events: [] };
  const packages = join(folder, 'packages');

  async function restored(name: string): Promise<EngineClient> {
    const client = engineOn(join(scratch, `${version}-${name}-restored-${engines}`));
    const source = client.handle(join(folder, 'backups', `${name}.jbbackup`), 'read');
    await client.call('workspace.restore', { source, passphrase: known.passphrase });
    return client;
  }

  it.each(['office', 'recommender', 'host'])(
    'opens the workspace of the %s with all that stood in it',
    async (name) => {
      const dataDir = join(scratch, `${version}-${name}`);
      cpSync(join(folder, name), dataDir, { recursive: true });
      const client = engineOn(dataDir);
      try {
        const [listed] = await client.call('workspace.list', {});
        const id = listed?.id ?? '';
        const recoveryCode = known.recoveryCodes[name] ?? '';
        await client.call('workspace.unlock', { id, secret: { passphrase: known.passphrase } });
        expect(await contentsOf(client, recordedIn(name))).toMatchObject(recordedIn(name));
        await client.call('workspace.lock', {});
        await client.call('workspace.unlock', { id, secret: { recoveryCode } });
        expect(await contentsOf(client, recordedIn(name))).toMatchObject(recordedIn(name));
      } finally {
        await client.close();
      }
    },
  );

  it.each(['office', 'recommender', 'host'])('restores the backup of the %s', async (name) => {
    const client = await restored(name);
    try {
      const recorded = recordedIn(`backups/${name}`);
      expect(await contentsOf(client, recorded)).toMatchObject(recorded);
    } finally {
      await client.close();
    }
  });

  it('verifies every package that is not encrypted', async () => {
    for (const name of readdirSync(packages).filter((file) => file.endsWith('.zip'))) {
      const found = await verifyPackage(join(packages, name), { trust: null });
      expect(found.ok ? 'ok' : found.problems.map(({ code }) => code), name).toBe('ok');
      if (found.ok) await found.package.close();
    }
  });

  it('takes the packages of both rounds in at the office, the answers at the unit', async () => {
    const office = await restored('office');
    const unit = await restored('recommender');
    const take = (client: EngineClient, ...names: string[]) =>
      client.call('inbox.import', {
        sources: names.map((name) => client.handle(join(packages, name), 'read')),
        jobId: 'take',
      });
    try {
      for (const name of ['preliminary.zip', 'preliminary-r2.zip.age', 'formal.zip.age']) {
        const [came] = await take(office, name);
        expect([name, came?.outcome, came?.problems]).toEqual([name, 'imported', []]);
      }
      const answers = await take(unit, 'feedback.zip.age', 'receipt.zip.age');
      expect(answers.map(({ kind, outcome }) => [kind, outcome])).toEqual([
        ['feedback', 'imported'],
        ['receipt', 'imported'],
      ]);
      expect(await unit.call('feedback.list', {})).toHaveLength(1);
    } finally {
      await office.close();
      await unit.close();
    }
  });

  it('installs the campaign pack, takes the enrolment and the exported key', async () => {
    const client = engineOn(join(scratch, `${version}-fresh`));
    try {
      const source = client.handle(join(packages, 'campaign.zip'), 'read');
      const { fingerprint } = await client.call('campaign.inspectNew', { source });
      expect(fingerprint).toBe(known.fingerprints.office);
      const { id } = await client.call('campaign.installNew', { source, confirmedFingerprint: fingerprint });
      const about = { name: '新办公室', campaignId: id, passphrase: known.passphrase };
      await client.call('workspace.create', { role: 'office', ...about });
      const key = client.handle(join(folder, 'keys', 'office-key'), 'read');
      const identity = await client.call('identity.import', { source: key, passphrase: known.keyPassphrase });
      expect(identity.fingerprint).toBe(known.fingerprints.office);
      const sources = [client.handle(join(packages, 'enrolment.zip'), 'read')];
      expect(await client.call('inbox.import', { sources, jobId: 'take' })).toMatchObject([
        { kind: 'enrolment', outcome: 'imported' },
      ]);
      const unit = known.fingerprints.recommender ?? '';
      await client.call('signers.enrol', { fingerprint: unit, typed: unit });
      // The age key follows from the signing key: what was encrypted to the office opens here.
      const formal = [client.handle(join(packages, 'formal.zip.age'), 'read')];
      expect(await client.call('inbox.import', { sources: formal, jobId: 'take' })).toMatchObject([
        { kind: 'formal', outcome: 'imported' },
      ]);
    } finally {
      await client.close();
    }
  });
});
