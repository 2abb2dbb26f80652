import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { putAttachment, sha256Hex } from '../../electron/engine/store/attachment-store.ts';
import {
  blobIntake,
  dropBlob,
  hasBlob,
  payloadBlob,
  readBlob,
  renameBlob,
  sweepBlobs,
} from '../../electron/engine/store/blob-store.ts';
import { openDatabase } from '../../electron/engine/store/open-database.ts';
import {
  insertPackage,
  insertPackageFile,
  type StoredPackage,
} from '../../electron/engine/store/package-store.ts';
import {
  addQuarantine,
  quarantineBlob,
  resolveQuarantine,
} from '../../electron/engine/store/quarantine-store.ts';
import { countRow, type OpenDb } from '../../electron/engine/store/rows.ts';
import { Random } from '../fuzz/random.ts';

/** What a run came to; every interleaving is one round of tasks that ran at the same time. */
export interface InterleavingFigures {
  readonly interleavings: number;
  readonly imported: number;
  readonly cancelled: number;
  readonly rolledBack: number;
  readonly attached: number;
  readonly released: number;
  readonly kills: number;
  /** How often a named byte was looked for. */
  readonly looked: number;
  /** Sentences about what was lost or left over; empty when nothing was. */
  readonly faults: readonly string[];
}

const key = new Uint8Array(32).fill(5);
const at = '2021-09-01T00:00:00.000Z';
/** Some fit into memory, some are written in batches, one takes more than one piece. */
const contentSizes = [0, 7, 900, 5_000, 40_000, (1 << 20) + 333];

class Cancelled extends Error {}

/** Something that is under way: it goes on by one step when `go` is called, and rejects when it is cancelled. */
interface Task {
  readonly ended: Promise<void>;
  go(cancel: boolean): void;
  over: boolean;
}

function packageOf(digest: string): Omit<StoredPackage, 'released'> {
  return {
    digest,
    kind: 'preliminary',
    name: digest.slice(0, 8),
    fileName: `${digest.slice(0, 8)}.zip`,
    unitCode: '000000-abcdef',
    unit: '示例单位',
    lineage: digest,
    revision: 1,
    packVersion: 1,
    importedAt: at,
    supersededBy: null,
    signer: 'SHA256:x',
    principal: null,
    supersedes: null,
    submission: {
      format: 'jianbiao-submission/1',
      campaign: { id: 'c', version: 1 },
      round: 'preliminary',
      submissionId: 's-1',
      revision: 1,
      unit: { id: 'unit', content: {} },
      nominees: [],
      settings: {},
      explanations: {},
      attachments: [],
    },
    findings: [],
    bytes: 0,
  };
}

/** A workspace file and the names its records hold, as the program's own commits have acknowledged them. */
class World {
  readonly faults: string[] = [];
  readonly counts = {
    imported: 0,
    cancelled: 0,
    rolledBack: 0,
    attached: 0,
    released: 0,
    kills: 0,
    looked: 0,
  };
  private readonly folder = mkdtempSync(join(tmpdir(), 'jb-blobs-'));
  private readonly random: Random;
  private readonly contents: Uint8Array[];
  private readonly named = new Map<string, Uint8Array>();
  private readonly quarantined = new Set<string>();
  private generation = 0;
  private packages = 0;
  private db: OpenDb;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.contents = contentSizes.map((size) =>
      new Uint8Array(size).map((_, index) => (index * 31 + this.random.below(251)) % 256),
    );
    this.db = this.open();
  }

  private path(): string {
    return join(this.folder, `${this.generation}.db`);
  }

  private open(): OpenDb {
    const db = openDatabase({
      path: this.path(),
      key,
      name: '测试',
      create: this.generation === 0,
      backupPath: (version) => join(this.folder, `v${version}.db`),
    });
    sweepBlobs(db);
    return db;
  }

  close(): void {
    this.db.raw.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private content(): Uint8Array {
    // The large one is dear to write: now and then is enough.
    const last = this.contents.length - 1;
    const index = this.random.next() < 0.04 ? last : this.random.below(last);
    return this.contents[index] ?? new Uint8Array();
  }

  private task(work: (gate: () => Promise<void>) => Promise<void>): Task {
    let release: (cancel: boolean) => void = () => undefined;
    const gate = () =>
      new Promise<void>((go, fail) => {
        release = (cancel) => (cancel ? fail(new Cancelled()) : go());
      });
    const task: Task = {
      over: false,
      go: (cancel) => release(cancel),
      ended: work(gate)
        .catch((thrown: unknown) => {
          if (!(thrown instanceof Cancelled)) this.faults.push(`a task failed: ${String(thrown)}`);
        })
        .finally(() => {
          task.over = true;
        }),
    };
    return task;
  }

  /** The bytes in blocks, each one waited for as a slow stick would have it. */
  private async *blocks(content: Uint8Array, gate: () => Promise<void>): AsyncGenerator<Uint8Array> {
    const size = Math.ceil(content.length / (1 + this.random.below(4)));
    for (let from = 0; from < content.length; from += size) {
      await gate();
      yield content.subarray(from, from + size);
    }
    await gate();
  }

  /** As `takeSubmission` does it: files into the store, then one transaction that names them. */
  private importing(): Task {
    const { db } = this;
    const files = Array.from({ length: 1 + this.random.below(4) }, () => this.content());
    const batch = [1, 600, 8 << 20][this.random.below(3)];
    const fails = this.random.next() < 0.2;
    return this.task(async (gate) => {
      const intake = blobIntake(db, batch);
      try {
        for (const content of files)
          await intake.take(payloadBlob(sha256Hex(content)), this.blocks(content, gate));
        await gate();
        this.packages += 1;
        const digest = this.packages.toString(16).padStart(64, '0');
        db.atomic(() => {
          intake.finish();
          insertPackage(db, packageOf(digest));
          for (const [seq, content] of files.entries())
            insertPackageFile(db, digest, seq, {
              path: `data/${seq}`,
              sha256: sha256Hex(content),
              bytes: content.length,
            });
          if (fails) throw new Cancelled();
        });
        for (const content of files) this.named.set(payloadBlob(sha256Hex(content)), content);
        this.counts.imported += 1;
      } catch (thrown) {
        intake.giveUp();
        if (fails) this.counts.rolledBack += 1;
        else this.counts.cancelled += 1;
        throw thrown;
      }
    });
  }

  /** As `quarantine` does it: bytes whose digest is known only at their end. */
  private quarantining(): Task {
    const { db } = this;
    const content = this.content();
    const batch = [1, 8 << 20][this.random.below(2)];
    const arriving = `quarantine-arriving:${at}:${this.random.below(2)}`;
    return this.task(async (gate) => {
      const intake = blobIntake(db, batch);
      try {
        const read = await intake.take(arriving, this.blocks(content, gate));
        if (read === null) return;
        const { sha256, bytes } = read;
        db.atomic(() => {
          intake.finish();
          renameBlob(db, arriving, quarantineBlob(sha256));
          addQuarantine(db, {
            fileName: 'x',
            at,
            bytes,
            sha256,
            signer: null,
            problems: [],
            claimed: null,
            kept: true,
          });
        });
        this.named.set(quarantineBlob(sha256), content);
        this.quarantined.add(sha256);
        this.counts.imported += 1;
      } catch (thrown) {
        intake.giveUp();
        this.counts.cancelled += 1;
        throw thrown;
      }
    });
  }

  private attach(): void {
    const content = this.content();
    this.named.set(payloadBlob(putAttachment(this.db, content, 'image/jpeg')), content);
    this.counts.attached += 1;
  }

  /** A quarantined file leaves, with its bytes. */
  private release(): void {
    const [sha256] = this.quarantined;
    if (sha256 === undefined) return;
    this.db.atomic(() => {
      resolveQuarantine(this.db, sha256, { at, how: 'discarded', replacedBy: null, reason: null });
      dropBlob(this.db, quarantineBlob(sha256));
    });
    this.quarantined.delete(sha256);
    this.named.delete(quarantineBlob(sha256));
    this.counts.released += 1;
  }

  /** The files as they lie at this moment, opened again: what a kill leaves. What was under way is gone. */
  private kill(): void {
    const before = this.path();
    this.generation += 1;
    for (const suffix of ['', '-wal'])
      if (existsSync(`${before}${suffix}`)) copyFileSync(`${before}${suffix}`, `${this.path()}${suffix}`);
    this.db.raw.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${before}${suffix}`, { force: true });
    this.db = this.open();
    this.counts.kills += 1;
  }

  /** Every name that a record holds must stand for its bytes. */
  private look(whole: boolean): void {
    for (const [name, content] of this.named) {
      this.counts.looked += 1;
      if (!hasBlob(this.db, name)) this.faults.push(`${name.slice(0, 30)} is gone`);
      else if (whole && !Buffer.from(readBlob(this.db, name)).equals(content))
        this.faults.push(`${name.slice(0, 30)} has other bytes`);
    }
  }

  private lookForRests(): void {
    const rests = this.db.get(countRow, 'SELECT count(*) AS n FROM blobs WHERE complete = 0')?.n ?? 0;
    if (rests > 0) this.faults.push(`${rests} unfinished blobs are left`);
    const pieces = 'SELECT count(*) AS n FROM blob_pieces WHERE blob NOT IN (SELECT id FROM blobs)';
    if ((this.db.get(countRow, pieces)?.n ?? 0) > 0) this.faults.push('pieces without a blob are left');
  }

  /** One interleaving: a few tasks at once, in any order, with whatever else a clerk does meanwhile. */
  async interleave(): Promise<void> {
    let tasks = Array.from({ length: 2 + this.random.below(3) }, () =>
      this.random.next() < 0.7 ? this.importing() : this.quarantining(),
    );
    await nextTurn();
    while (tasks.length > 0 && this.faults.length === 0) {
      const dice = this.random.next();
      if (dice < 0.02) {
        this.kill();
        this.look(true);
        return;
      }
      if (dice < 0.12) this.attach();
      else if (dice < 0.15) this.release();
      else {
        tasks[this.random.below(tasks.length)]?.go(this.random.next() < 0.06);
        await nextTurn();
      }
      this.look(false);
      tasks = tasks.filter((task) => !task.over);
    }
    this.look(true);
    this.lookForRests();
  }
}

/**
 * Runs random interleavings of imports, cancels, failed transactions, attachments, quarantine and kills on real encrypted
 * files against a model of what the records name. The same seed gives the same run. Stops at the first fault.
 */
export async function blobInterleavings(count: number, seed: number): Promise<InterleavingFigures> {
  const sum = { imported: 0, cancelled: 0, rolledBack: 0, attached: 0, released: 0, kills: 0, looked: 0 };
  const faults: string[] = [];
  let done = 0;
  // A fresh file now and then: in an old one nearly all content is there already.
  for (let world = 0; done < count && faults.length === 0; world += 1) {
    const one = new World(seed * 10_007 + world);
    try {
      for (let turn = 0; turn < 8 && done < count && one.faults.length === 0; turn += 1, done += 1)
        await one.interleave();
    } finally {
      one.close();
    }
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one.counts[name];
    faults.push(...one.faults.map((fault) => `seed ${seed}, world ${world}: ${fault}`));
  }
  return { interleavings: done, ...sum, faults };
}
