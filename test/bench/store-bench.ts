import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import {
  importOpensshPrivateKey,
  packDigest,
  sealPackage,
  unitKeyFromSeed,
} from '../../electron/engine/seal/index.ts';
import { seededSecret } from '../../electron/engine/store/random.ts';
import { campaignsDir, DeskLoop, passphrase } from '../support/desk-loop.ts';
import { type BenchRow, medianMs } from './bench.ts';

const nominees = 240;
const packages = 1000;

function row(what: string, ms: number, peer: string, peerMs: number, allowed = 1): BenchRow {
  return {
    what,
    measured: `${ms.toFixed(1)} ms`,
    against: `${peer}: ${Math.round(peerMs)} ms`,
    ratio: ms / peerMs,
    allowed,
  };
}

/** A full workspace: 240 nominees with 1,600 characters of deeds each. */
async function fullWorkspace(loop: DeskLoop): Promise<{ client: EngineClient; first: string }> {
  const client = await loop.workspace('满', 'recommender');
  const { submission, files } = await loadSample(join(campaignsDir, 'ggj-2021'), 'province');
  for (const bytes of files.values()) {
    await client.call('attachments.add', {
      name: 'p.jpg',
      bytes: new Uint8Array(bytes),
    });
  }
  const ids: string[] = [];
  for (let count = 0; count < nominees; count += 1) {
    const nominee = submission.nominees[count % submission.nominees.length];
    if (nominee === undefined) continue;
    const { id } = await client.call('records.create', { kind: nominee.kind });
    await client.call('record.save', {
      id,
      baseRevision: 0,
      changes: { ...nominee.content, name: `对象${count}` },
    });
    ids.push(id);
  }
  return { client, first: ids[1] ?? '' };
}

async function keystrokes(client: EngineClient, id: string): Promise<BenchRow[]> {
  let { revision } = await client.call('record.get', { id });
  let text = '字'.repeat(5000);
  const ms = await medianMs(async () => {
    text = `${text.slice(1)}改`;
    ({ revision } = await client.call('record.save', {
      id,
      baseRevision: revision,
      changes: { deeds: text },
    }));
  }, 51);
  const check = await medianMs(async () => {
    await client.call('findings.list', { round: 'preliminary' });
  });
  return [
    row('one pause of typing made durable, 5,000 characters', ms, 'limit', 100),
    row(`${nominees} nominees read, built and checked through the API`, check, 'limit', 200),
  ];
}

async function unlocking(client: EngineClient): Promise<BenchRow> {
  const id = (await client.call('workspace.current', {}))?.id ?? '';
  const ms = await medianMs(async () => {
    await client.call('workspace.lock', {});
    await client.call('workspace.unlock', { id, secret: { passphrase } });
  }, 3);
  return row(`full workspace of ${nominees} unlocked`, ms, 'limit', 2000);
}

/** Saving while the automatic backup of the full workspace is being made, and closing with one still to make. */
async function backingUp(client: EngineClient, id: string): Promise<BenchRow[]> {
  let { revision } = await client.call('record.get', { id });
  let longest = 0;
  let over = false;
  const start = performance.now();
  const backup = client.call('backup.run', {}).finally(() => {
    over = true;
  });
  while (!over) {
    const pause = performance.now();
    ({ revision } = await client.call('record.save', {
      id,
      baseRevision: revision,
      changes: { deeds: `备份时${revision}` },
    }));
    // Back to the loop of events, as a message of a window would come.
    await new Promise((turn) => setImmediate(turn));
    longest = Math.max(longest, performance.now() - pause);
  }
  await backup;
  return [
    row(`longest save while ${nominees} nominees are backed up`, longest, 'limit', 500),
    row(
      `automatic backup of ${nominees} nominees, as closing waits for it`,
      performance.now() - start,
      'limit',
      4000,
    ),
  ];
}

/** Packages of as many submissions, from one enrolled unit, sealed straight onto the stick. */
async function manyPackages(loop: DeskLoop, folder: string): Promise<EngineClient> {
  const office = await loop.office();
  const unit = await loop.unit('示例省机关事务管理局', 'recommender', office, null);
  await loop.take(office.client, unit.enrolment);
  await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  const pack = await unit.client.call('campaign.pack', {});
  const { submission, files } = await loadSample(join(campaignsDir, 'ggj-2021'), 'province');
  const path = join(loop.stick, 'key');
  await unit.client.call('identity.export', {
    passphrase,
    target: { file: unit.client.handle(path, 'write') },
  });
  const { seed } = importOpensshPrivateKey(readFileSync(path, 'utf8'), passphrase);
  const signer = unitKeyFromSeed(seed, 'bench');
  for (let count = 0; count < packages; count += 1) {
    const submissionId = `s-${Buffer.from(seededSecret('bench', String(count)))
      .toString('hex')
      .slice(0, 12)}`;
    await sealPackage({
      kind: 'preliminary',
      campaign: pack.campaign.id,
      unit: { code: submissionId.slice(2), name: `示例单位${count}` },
      revision: 1,
      packDigest: packDigest(pack),
      suite: 'ed25519',
      sealedOn: '2021-09-16',
      document: {
        ...submission,
        submissionId,
        campaign: { id: pack.campaign.id, version: pack.campaign.version },
      },
      attachments: [...files].map(([sha256, bytes]) => ({
        sha256,
        name: `${sha256.slice(0, 6)}.jpg`,
        mediaType: 'image/jpeg',
        bytes: bytes.length,
        source: { bytes },
      })),
      signer,
      folder,
    });
  }
  return office.client;
}

async function importing(loop: DeskLoop): Promise<BenchRow> {
  const folder = join(loop.root, 'many');
  mkdirSync(folder);
  const office = await manyPackages(loop, folder);
  const files = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  const start = performance.now();
  const outcomes = await office.call('inbox.import', {
    sources: files.map((name) => office.handle(join(folder, name), 'read')),
    jobId: 'bench',
  });
  const ms = performance.now() - start;
  const good = outcomes.filter((item) => item.outcome === 'imported').length;
  const peer = join(loop.root, 'peer');
  mkdirSync(peer);
  const script = `for f in "$1"/*.zip; do d="$2/$(basename "$f" .zip)"; unzip -q "$f" -d "$d" && (cd "$d"/* && sha256sum -c --quiet manifest-sha256.txt); done`;
  const peerStart = performance.now();
  if (existsSync('/usr/bin/unzip')) execFileSync('bash', ['-c', script, 'bash', folder, peer]);
  const peerMs = performance.now() - peerStart;
  return row(
    `${good} of ${files.length} packages verified, checked and imported`,
    ms,
    'unzip + sha256sum',
    peerMs,
    2,
  );
}

/** Typing, checking, unlocking and importing through the engine's API (design: budgets). */
export async function bench(): Promise<readonly BenchRow[]> {
  const loop = new DeskLoop();
  try {
    const { client, first } = await fullWorkspace(loop);
    const rows = await keystrokes(client, first);
    rows.push(...(await backingUp(client, first)));
    rows.push(await unlocking(client));
    rows.push(await importing(loop));
    return rows;
  } finally {
    await loop.close();
  }
}
