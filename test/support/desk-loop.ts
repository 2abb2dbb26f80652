import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillFromSample, type IdMap } from '../../electron/cli/demo/sample-desk.ts';
import { createWithoutKeeping, type EngineClient, openEngine } from '../../electron/cli/kit/engine-client.ts';
import { sealAsShown } from '../../electron/cli/kit/seal-as-shown.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import { leastLogN } from '../../electron/engine/store/key-wrap.ts';
import type { ImportOutcome } from '../../shared/api/package-methods.ts';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';

export const campaignsDir = fileURLToPath(new URL('../../resources/campaigns/', import.meta.url));
/** Why the packages of these tests are written in the clear. */
export const plainReason = '当面交接，由收件单位要求';
export const passphrase = '一二三 open';

/** Several engines in one scratch folder with a stick between them, for tests of the whole job. */
export class DeskLoop {
  readonly root = mkdtempSync(join(tmpdir(), 'jb-desk-'));
  readonly stick = join(this.root, 'stick');
  private readonly clients: EngineClient[] = [];
  private at = '2021-09-16T02:00:00Z';

  private readonly passphrase: string;

  /** `secret` is the passphrase of every workspace made here. */
  constructor(secret: string = passphrase) {
    this.passphrase = secret;
    mkdirSync(this.stick);
  }

  setClock(at: string): void {
    this.at = at;
  }

  /** The days of the formal round have come; the shipped samples' papers are written by then. */
  private reachFormal(): void {
    const day = '2021-11-05T02:00:00Z';
    if (this.at < day) this.at = day;
  }

  /** An engine with its own data folder; `emit` hears its events. */
  engine(name: string, emit: (event: string, payload: unknown) => void = () => undefined): EngineClient {
    const client = openEngine({
      dataDir: this.dataDir(name),
      campaignsDir,
      now: () => new Date(this.at),
      // What is tested is not how long guessing takes.
      passphraseLogN: leastLogN,
      emit,
    });
    this.clients.push(client);
    return client;
  }

  async workspace(
    name: string,
    role: WorkspaceRole,
    emit?: (event: string, payload: unknown) => void,
  ): Promise<EngineClient> {
    const client = this.engine(name, emit);
    await createWithoutKeeping(client, {
      role,
      name,
      campaignId: 'ggj-2021',
      passphrase: this.passphrase,
    });
    return client;
  }

  folder(client: EngineClient): { folder: string } {
    return { folder: client.handle(this.stick, 'folder') };
  }

  file(client: EngineClient, name: string): string {
    return client.handle(join(this.stick, name), 'read');
  }

  take(client: EngineClient, ...names: string[]): Promise<ImportOutcome[]> {
    return client.call('inbox.import', {
      sources: names.map((name) => this.file(client, name)),
      jobId: 'take',
    });
  }

  /** The data folder of the engine of this name. */
  dataDir(name: string): string {
    return join(this.root, name);
  }

  /** Two units that know each other's keys, by the fingerprints on paper: what the lower sends, the upper takes. */
  async introduce(
    lower: Awaited<ReturnType<DeskLoop['unit']>>,
    upper: Awaited<ReturnType<DeskLoop['unit']>>,
  ) {
    for (const [at, other] of [[lower, upper] as const, [upper, lower] as const]) {
      await this.take(at.client, other.enrolment);
      await at.client.call('signers.enrol', { fingerprint: other.fingerprint, typed: other.fingerprint });
    }
  }

  /** An office that has issued its campaign; gives the package's name and the office's fingerprint. */
  async office(): Promise<{ client: EngineClient; fileName: string; fingerprint: string }> {
    const client = await this.workspace('领导小组办公室', 'office');
    await client.call('identity.create', {});
    const issued = await client.call('campaign.issue', { target: this.folder(client) });
    return { client, ...issued };
  }

  /** A unit under the issued campaign with a key and an enrolment on the stick. */
  async unit(
    name: string,
    role: WorkspaceRole,
    issued: { fileName: string; fingerprint: string },
    sample: string | null,
  ): Promise<{ client: EngineClient; ids: IdMap; fingerprint: string; enrolment: string }> {
    const client = await this.workspace(name, role);
    await client.call('campaign.install', {
      source: this.file(client, issued.fileName),
      confirmedFingerprint: issued.fingerprint,
    });
    const { fingerprint } = await client.call('identity.create', {});
    const ids = sample === null ? new Map() : await this.fill(client, sample);
    const { revision } = await client.call('record.get', { id: 'unit' });
    const changes = {
      ...(sample === null ? { unitName: name } : {}),
      ...(role === 'host' ? { hostName: name } : {}),
    };
    if (Object.keys(changes).length > 0)
      await client.call('record.save', { id: 'unit', baseRevision: revision, changes });
    const { fileName: enrolment } = await client.call('enrolment.seal', { target: this.folder(client) });
    return { client, ids, fingerprint, enrolment };
  }

  async fill(client: EngineClient, sample: string, known?: IdMap): Promise<IdMap> {
    const loaded = await loadSample(join(campaignsDir, 'ggj-2021'), sample);
    if (loaded.submission.round === 'formal') this.reachFormal();
    return fillFromSample(client, loaded, known);
  }

  /** Seals a round as its plan stands; without encryption only by a choice with its reason. */
  seal(client: EngineClient, round: 'preliminary' | 'formal', encrypt: boolean) {
    if (round === 'formal') this.reachFormal();
    const plain = encrypt ? {} : { plain: { reason: plainReason } };
    return sealAsShown(client, { round, target: this.folder(client), jobId: 'seal', ...plain });
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The error code a promise rejects with, or `none`. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  }
}
