import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../store/open-database.ts';
import { createSubject, listNominees } from '../store/record-store.ts';
import { makeRecoveryCode } from '../store/recovery-code.ts';
import {
  type CacheDb,
  type Db,
  LeaseEndedError,
  type OpenDb,
  type ReadDb,
  ReadOnlyError,
} from '../store/rows.ts';
import { makeWraps } from '../store/workspace-header.ts';
import { createJobs } from './jobs.ts';
import { type AnyHandler, createRunner, type Handlers, type Runner } from './run-method.ts';
import { createSeat, type Lease, neverSeated, type Seat } from './seat.ts';

const at = '2021-09-20T00:00:00.000Z';
const anyRow = z.unknown();

let dir = '';
let db: OpenDb;
let seat: Seat;
let runner: Runner;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jianbiao-lease-'));
  db = openDatabase({
    path: join(dir, 'w.db'),
    key: new Uint8Array(32).fill(7),
    name: '测试',
    create: true,
    backupPath: (version) => join(dir, `v${version}.db`),
  });
  seat = createSeat(() => undefined);
  const key = new Uint8Array(32).fill(7);
  const keyId = '0'.repeat(32);
  const wraps = await makeWraps(keyId, key, '口令', makeRecoveryCode(new Uint8Array(28)), 1);
  seat.take({
    db,
    key,
    header: {
      format: 'jianbiao-workspace/1',
      id: 'w-0123456789',
      keyId,
      name: '测试',
      role: 'recommender',
      campaignTitle: '示例',
      createdAt: at,
      wraps,
    },
  });
  runner = createRunner({ seat, jobs: createJobs(() => undefined), changed: () => undefined });
});
afterEach(() => {
  db.raw.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a handler that does what it should not: the dispatcher hands it what any other one gets. */
function planted(name: 'records.list' | 'records.create', work: (lease: Lease) => unknown): Promise<unknown> {
  const handler: AnyHandler = async (_args, lease) => work(lease as Lease);
  return runner.run(name, { kind: 'individual' }, handler);
}

describe('a method that only reads', () => {
  it('has by its type no face that writes', () => {
    type Work<M extends keyof Handlers> = Parameters<Handlers[M]>[1];
    expectTypeOf<Work<'records.list'>['db']>().toEqualTypeOf<ReadDb>();
    expectTypeOf<Work<'records.create'>['db']>().toEqualTypeOf<Db>();
    expectTypeOf<Work<'inbox.alike'>['cache']>().toEqualTypeOf<CacheDb>();
    expectTypeOf<Parameters<typeof createSubject>[0]>().toEqualTypeOf<Db>();
    expectTypeOf<Parameters<typeof listNominees>[0]>().toEqualTypeOf<ReadDb>();
    expectTypeOf<ReadDb>().not.toExtend<Db>();
    expectTypeOf<CacheDb>().not.toExtend<Db>();
  });

  it.each<[string, (lease: Lease) => unknown]>([
    ['by a store function', (lease) => createSubject(lease.db, 'n-2', 'individual', at)],
    ['by a statement that answers', ({ db }) => db.get(anyRow, 'DELETE FROM subjects RETURNING id')],
    ['by a list', ({ db }) => db.all(anyRow, 'UPDATE subjects SET revision = 9 RETURNING id')],
    ['through the cache', ({ cache }) => cache.runInCache('DELETE FROM subjects')],
    [
      'through the cache, behind the name of a cache table',
      ({ cache }) => cache.runInCache('DELETE FROM comparedx'),
    ],
    ['through the face of the cache', ({ cache }) => cache.get(anyRow, 'DELETE FROM subjects RETURNING id')],
    ['in a transaction', ({ cache, db }) => cache.atomic(() => createSubject(db, 'n-3', 'individual', at))],
  ])('fails when it writes all the same: %s', async (_how, write) => {
    await planted('records.create', (lease) => createSubject(lease.db, 'n-1', 'individual', at));
    await expect(planted('records.list', write)).rejects.toBeInstanceOf(ReadOnlyError);
    expect(listNominees(db).map(({ id, revision }) => [id, revision])).toEqual([['n-1', 0]]);
  });

  it('keeps in the cache what it worked out', async () => {
    // The package that it is about stands for nothing here.
    db.raw.pragma('foreign_keys = OFF');
    await planted('records.list', ({ cache }) =>
      cache.runInCache(`INSERT INTO met_keys (fingerprint, name, digest, at) VALUES ('f', 'n', 'd', ?)`, at),
    );
    expect(db.all(anyRow, 'SELECT name FROM met_keys')).toEqual([{ name: 'n' }]);
  });
});

describe('a lease that is kept', () => {
  it.each(['records.list', 'records.create'] as const)('refuses every use after %s', async (name) => {
    const kept: Lease[] = [];
    await planted(name, (lease) => {
      expect(listNominees(lease.db)).toEqual([]);
      kept.push(lease);
    });
    const [lease] = kept;
    if (lease === undefined) throw new Error('nothing was kept');
    const uses: (() => unknown)[] = [
      () => listNominees(lease.db),
      () => lease.db.get(anyRow, 'SELECT 1'),
      () => lease.db.atomic(() => 1),
      () => lease.cache.get(anyRow, 'SELECT 1'),
      () => lease.cache.runInCache('DELETE FROM compared'),
      () => lease.pack,
      () => lease.pinned,
    ];
    for (const use of uses) expect(use).toThrow(LeaseEndedError);
    if (name === 'records.create')
      expect(() => createSubject(lease.db, 'n-2', 'individual', at)).toThrow(LeaseEndedError);
    expect(listNominees(db)).toEqual([]);
  });

  it('is over for good when the workspace is another one, and remembers under another opening', async () => {
    const kept: Lease[] = [];
    const keep = (lease: Lease) => kept.push(lease);
    await planted('records.list', keep);
    await planted('records.list', keep);
    expect(kept[0]?.opening).toBe(kept[1]?.opening);
    const vacated = await seat.vacate();
    if (vacated === null) throw new Error('nobody was seated');
    seat.take(neverSeated(vacated.workspace).workspace);
    await planted('records.list', keep);
    expect(kept[2]?.opening).not.toBe(kept[0]?.opening);
    const [first] = kept;
    if (first === undefined) throw new Error('nothing was kept');
    expect(() => first.db.get(anyRow, 'SELECT 1')).toThrow(LeaseEndedError);
  });
});
