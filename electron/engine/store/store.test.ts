import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../../shared/words/content.ts';
import { putAttachment, readAttachment, sha256Hex } from './attachment-store.ts';
import { verifiedCopy } from './backup-copy.ts';
import { blobIntake, blobReader, hasBlob, payloadBlob, readBlob, sweepBlobs } from './blob-store.ts';
import { logEvent, readEvents } from './event-log.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';
import { newestVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { contentAt, createSubject, getSubject, recordHistory, saveRecord } from './record-store.ts';
import { makeRecoveryCode, readRecoveryCode } from './recovery-code.ts';
import type { OpenDb } from './rows.ts';
import { beginSeal, giveUpSeal, nextRevision } from './sealed-store.ts';

const key = new Uint8Array(32).fill(7);
const at = '2021-09-01T00:00:00.000Z';
let dir = '';
let opened: OpenDb[] = [];

function open(options: Partial<OpenOptions> = {}): OpenDb {
  const db = openDatabase({
    path: join(dir, 'w.db'),
    key,
    name: '测试',
    create: true,
    backupPath: (version) => join(dir, `backup-v${version}.db`),
    ...options,
  });
  opened.push(db);
  return db;
}

function save(db: OpenDb, baseRevision: number, changes: Content): { revision: number; savedAt: string } {
  return saveRecord(db, { id: 'p-1', baseRevision, changes, at, fieldLabel: (field) => `〔${field}〕` });
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jb-store-'));
});
afterEach(() => {
  for (const db of opened) db.raw.close();
  opened = [];
  rmSync(dir, { recursive: true, force: true });
});

describe('the workspace file', () => {
  it('shows nothing of its content on disk, in the log neither', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    save(db, 0, { name: 'PLAINTEXT-MARK' });
    for (const file of ['w.db', 'w.db-wal']) {
      expect(readFileSync(join(dir, file)).includes('PLAINTEXT-MARK')).toBe(false);
      expect(readFileSync(join(dir, file)).includes('SQLite format 3')).toBe(false);
    }
  });

  it('runs with the durable and careful settings', () => {
    const db = open();
    const pragma = (name: string): unknown => db.raw.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
  });

  it('has one opener', () => {
    open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'workspace-in-use' }));
  });

  it('refuses another key, a text file and a damaged page, and leaves the file as it was', () => {
    open().raw.close();
    opened = [];
    expect(() => open({ key: new Uint8Array(32).fill(8) })).toThrow(
      expect.objectContaining({ code: 'workspace-damaged' }),
    );
    const path = join(dir, 'w.db');
    const bytes = readFileSync(path);
    bytes[4096 * 2 + 100] = (bytes[4096 * 2 + 100] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'workspace-damaged' }));
    expect(readFileSync(path).equals(bytes)).toBe(true);
    writeFileSync(path, '这不是数据库'.repeat(2000));
    expect(() => open()).toThrow(expect.objectContaining({ code: 'workspace-damaged' }));
  });
});

describe('migrations', () => {
  it('go up in numbered steps and leave a verified copy first', () => {
    const db = open({ steps: migrations.slice(0, 1) });
    createSubject(db, 'p-1', 'individual', at);
    db.raw.close();
    opened = [];
    expect(open().raw.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.version);
    const copy = open({ path: join(dir, 'backup-v10.db'), steps: migrations.slice(0, 1) });
    expect(getSubject(copy, 'p-1').kind).toBe('individual');
  });

  it('refuse a schema from the future without touching it', () => {
    const db = open();
    db.raw.pragma('user_version = 9990');
    db.raw.close();
    opened = [];
    const before = readFileSync(join(dir, 'w.db'));
    expect(() => open()).toThrow(
      expect.objectContaining({
        code: 'workspace-from-future',
        params: { name: '测试', found: 9990, supported: newestVersion(migrations) },
      }),
    );
    expect(readFileSync(join(dir, 'w.db')).equals(before)).toBe(true);
  });

  it('stay at the last good step when one fails', () => {
    open({ steps: migrations }).raw.close();
    opened = [];
    const broken = [...migrations, { version: 9000, sql: 'CREATE TABLE good (a); CREATE TABLE good (a);' }];
    expect(() => open({ steps: broken })).toThrow(
      expect.objectContaining({ code: 'workspace-migration-failed' }),
    );
    expect(open().raw.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'good'`).get()).toEqual({
      n: 0,
    });
  });

  it('make the schema that is on record: columns are added, never dropped or renamed', () => {
    const db = open();
    const schema = db.raw
      .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`)
      .all();
    const versions = migrations.map((step) => step.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(schema).toMatchSnapshot();
  });
});

describe('records', () => {
  it('keep every revision and give each one back whole', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    const states: Content[] = [{}];
    for (let revision = 0; revision < 60; revision += 1) {
      save(db, revision, { [`f${revision % 7}`]: revision % 9 === 8 ? null : `v${revision}` });
      states.push(getSubject(db, 'p-1').content);
    }
    for (const [revision, state] of states.entries())
      expect(contentAt(db, 'p-1', revision).content).toEqual(state);
    expect(recordHistory(db, 'p-1')).toHaveLength(60);
    expect(contentAt(db, 'p-1', 60).content).toEqual(getSubject(db, 'p-1').content);
    expect(() => db.raw.exec('DELETE FROM revisions')).toThrow('append-only');
    expect(() => db.raw.exec(`UPDATE revisions SET changes = '{}'`)).toThrow('append-only');
  });

  it('merge changes to other fields and refuse a clash on the same one', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    save(db, 0, { a: '1', b: '1' });
    save(db, 1, { a: '2' });
    expect(save(db, 1, { b: '3' }).revision).toBe(3);
    expect(getSubject(db, 'p-1').content).toEqual({ a: '2', b: '3' });
    expect(() => save(db, 1, { a: '9' })).toThrow(
      expect.objectContaining({ code: 'record-conflict', params: { fields: '〔a〕', base: 1, current: 3 } }),
    );
    expect(getSubject(db, 'p-1').content).toEqual({ a: '2', b: '3' });
  });

  it('answer a repeated save with the revision that stands', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    expect(save(db, 0, { a: '1' }).revision).toBe(1);
    expect(save(db, 0, { a: '1' }).revision).toBe(1);
    expect(recordHistory(db, 'p-1')).toHaveLength(1);
  });

  it('refuse half a character, which could never be sealed, and keep what stands', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    save(db, 0, { name: '张三' });
    expect(() => save(db, 1, { name: '张三\ud842' })).toThrow();
    expect(getSubject(db, 'p-1')).toMatchObject({ revision: 1, content: { name: '张三' } });
  });

  it('equal a plain object that has the same changes laid over it (property)', () => {
    const db = open();
    let subject = 0;
    const changes = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.constant(true)),
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 30 }), (steps) => {
        subject += 1;
        const id = `p-${subject}`;
        createSubject(db, id, 'individual', at);
        const model = new Map<string, unknown>();
        for (const step of steps) {
          const { revision } = getSubject(db, id);
          saveRecord(db, { id, baseRevision: revision, changes: step, at, fieldLabel: (field) => field });
          for (const [field, value] of Object.entries(step)) {
            if (value === null) model.delete(field);
            else model.set(field, value);
          }
        }
        const { revision, content } = getSubject(db, id);
        expect(new Map(Object.entries(content))).toEqual(model);
        expect(contentAt(db, id, revision).content).toEqual(content);
      }),
      { numRuns: 40 },
    );
  });
});

describe('sealed revisions', () => {
  it('are numbered so that no two contents ever share one, whatever was cut off', () => {
    const db = open();
    expect(nextRevision(db, 's-1/formal')).toBe(1);
    beginSeal(db, 's-1/formal', 1, at);
    giveUpSeal(db, 's-1/formal', 1);
    expect(nextRevision(db, 's-1/formal')).toBe(1);
    beginSeal(db, 's-1/formal', 1, at);
    // Killed here: the file may be on the stick already.
    expect(nextRevision(db, 's-1/formal')).toBe(2);
    beginSeal(db, 's-1/formal', 2, at);
    giveUpSeal(db, 's-1/formal', 1);
    expect(nextRevision(db, 's-1/formal')).toBe(3);
    expect(nextRevision(db, 's-1/preliminary')).toBe(1);
  });
});

describe('blobs', () => {
  async function* blocks(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
    for (const [index, size] of sizes.entries()) yield new Uint8Array(size).fill(index + 1);
  }

  it('come back whole and by any part, large ones written in batches', async () => {
    const db = open();
    const sizes = [3, 1 << 20, 9 << 20, 12345];
    const intake = blobIntake(db);
    await intake.take('big', blocks(sizes));
    await intake.take('small', blocks([5]));
    db.atomic(() => intake.finish());
    const whole = readBlob(db, 'big');
    const wanted = Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index + 1)));
    expect(Buffer.from(whole).equals(wanted)).toBe(true);
    const reader = blobReader(db, 'big');
    for (const [from, length] of [
      [0, 10],
      [(1 << 20) - 2, 8],
      [wanted.length - 7, 7],
      [5, 3 << 20],
    ] as const) {
      const part = Buffer.alloc(length);
      await reader.fill(part, from);
      expect(part.equals(wanted.subarray(from, from + length))).toBe(true);
    }
    expect(await intake.take('small', blocks([9]))).toBeNull();
  });

  const twelveMegabytes = new Uint8Array(12 << 20).fill(3);
  const name = payloadBlob(sha256Hex(twelveMegabytes));
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield twelveMegabytes;
  }

  it('that the clerk added while they were being imported outlive the cancelled import', async () => {
    const db = open();
    const intake = blobIntake(db);
    await intake.take(name, whole());
    const sha256 = putAttachment(db, twelveMegabytes, 'application/pdf');
    intake.giveUp();
    expect(Buffer.from(readAttachment(db, sha256).bytes).equals(twelveMegabytes)).toBe(true);
  });

  it('that two imports bring at once stay for the one that goes through', async () => {
    const db = open();
    const [first, second] = [blobIntake(db), blobIntake(db)];
    await first.take(name, whole());
    await second.take(name, whole());
    db.atomic(() => first.finish());
    second.giveUp();
    expect(Buffer.from(readBlob(db, name)).equals(twelveMegabytes)).toBe(true);
    expect(db.raw.prepare('SELECT count(*) AS n FROM blobs').get()).toEqual({ n: 1 });
  });

  it('leave nothing after a transaction that failed, not even where row ids are given out again', async () => {
    const db = open();
    const [failed, going] = [blobIntake(db), blobIntake(db)];
    await failed.take('failed', blocks([5]));
    expect(() =>
      db.atomic(() => {
        failed.finish();
        throw new Error('no');
      }),
    ).toThrow('no');
    await going.take(name, whole());
    failed.giveUp();
    db.atomic(() => going.finish());
    expect(Buffer.from(readBlob(db, name)).equals(twelveMegabytes)).toBe(true);
  });

  it('that a kill left unfinished do not count and are swept', async () => {
    const db = open();
    await blobIntake(db).take('half', blocks([20 << 20]));
    expect(hasBlob(db, 'half')).toBe(false);
    sweepBlobs(db);
    expect(db.raw.prepare('SELECT count(*) AS n FROM blob_pieces').get()).toEqual({ n: 0 });
  });
});

describe('attachments, events, copies, secrets', () => {
  it('keep bytes once under their digest', () => {
    const db = open();
    const bytes = new Uint8Array([1, 2, 3]);
    const sha = putAttachment(db, bytes, 'image/jpeg');
    expect(putAttachment(db, bytes, 'image/jpeg')).toBe(sha);
    expect(readAttachment(db, sha)).toEqual({ mediaType: 'image/jpeg', bytes });
    expect(() => readAttachment(db, '0'.repeat(64))).toThrow(
      expect.objectContaining({ code: 'attachment-unknown' }),
    );
  });

  it('chain events so that a change shows', () => {
    const db = open();
    for (const n of [1, 2, 3]) logEvent(db, at, 'backup-written', { bytes: n });
    expect(readEvents(db, 2)).toMatchObject({ intact: true, events: [{ seq: 3 }, { seq: 2 }] });
    db.raw.exec(`DROP TRIGGER events_no_update; UPDATE events SET detail = '{"bytes":9}' WHERE seq = 2`);
    expect(readEvents(db, 2).intact).toBe(false);
  });

  it('copy the open file whole and verified', () => {
    const db = open();
    createSubject(db, 'p-1', 'individual', at);
    const target = join(dir, 'copies', 'c.db');
    expect(verifiedCopy(db, key, target)).toBeGreaterThan(0);
    expect(getSubject(open({ path: target }), 'p-1').id).toBe('p-1');
  });

  it('wrap a key so that only the secret and label it was made with open it', async () => {
    const wrap = await wrapKey(key, '口令１23', 'label', 14);
    expect(await unwrapKey(wrap, '口令123', 'label')).toEqual(key);
    expect(await unwrapKey(wrap, '口令124', 'label')).toBeNull();
    expect(await unwrapKey(wrap, '口令123', 'other')).toBeNull();
    const tampered = Buffer.from(wrap.wrapped, 'base64');
    tampered[0] = (tampered[0] ?? 0) ^ 1;
    expect(await unwrapKey({ ...wrap, wrapped: tampered.toString('base64') }, '口令123', 'label')).toBeNull();
  });

  it('read a recovery code tolerantly and catch slips (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28, maxLength: 28 }), (random) => {
        const code = makeRecoveryCode(random);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
        const secret = readRecoveryCode(code);
        expect(
          readRecoveryCode(
            ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`,
          ),
        ).toBe(secret);
      }),
    );
    expect(() => readRecoveryCode('AAAAA-AAAAA')).toThrow(
      expect.objectContaining({ code: 'recovery-code-invalid' }),
    );
  });
});
