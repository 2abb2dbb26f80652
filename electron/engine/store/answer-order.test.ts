import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Feedback } from '../../../shared/words/feedback-schema.ts';
import { hasAnswer, insertAnswer, isNewestAnswer, listFeedbacks } from './answer-store.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDb } from './rows.ts';

const dir = mkdtempSync(join(tmpdir(), 'jb-answers-'));
let db: OpenDb;
let minute = 0;

beforeAll(() => {
  db = openDatabase({
    path: join(dir, 'w.db'),
    key: new Uint8Array(32).fill(3),
    name: '测试',
    create: true,
    backupPath: () => join(dir, 'b.db'),
  });
  // What they answer is not looked at here.
  db.raw.pragma('foreign_keys = OFF');
});
afterAll(() => {
  db.raw.close();
  rmSync(dir, { recursive: true, force: true });
});

function arrive(
  mark: string,
  about: Pick<Feedback, 'round' | 'revision' | 'decidedOn'>,
  revision: number,
): string {
  const digest = mark.repeat(64);
  minute += 1;
  const value: Feedback = {
    format: 'jianbiao-feedback/1',
    campaign: { id: 'c', version: 1 },
    submissionId: 's-1',
    packageDigest: 'f'.repeat(64),
    general: mark,
    unitComments: [],
    decisions: [],
    ...about,
  };
  insertAnswer(db, {
    digest,
    importedAt: new Date(Date.UTC(2021, 8, 20, 0, minute)).toISOString(),
    signer: 'office',
    revision,
    document: { kind: 'feedback', value },
  });
  return digest;
}

const order = () => listFeedbacks(db).map(({ feedback, superseded }) => [feedback.general, superseded]);

it('C5: an older feedback that arrives after a newer one stands behind it, marked on arrival', () => {
  const round = 'preliminary' as const;
  const second = arrive('2', { round, revision: 1, decidedOn: '2021-09-20' }, 2);
  const first = arrive('1', { round, revision: 1, decidedOn: '2021-09-18' }, 1);
  expect(hasAnswer(db, first)).toBe(true);
  expect([isNewestAnswer(db, second), isNewestAnswer(db, first)]).toEqual([true, false]);
  expect(order()).toEqual([
    ['2', false],
    ['1', true],
  ]);
  // The own revision decides where the clock of the office was wrong.
  const third = arrive('3', { round, revision: 1, decidedOn: '2021-09-01' }, 3);
  expect(isNewestAnswer(db, third)).toBe(true);
  // An answer to a later revision of the submission counts above all of them, whenever it comes; then an old one again.
  arrive('4', { round, revision: 2, decidedOn: '2021-09-25' }, 1);
  expect(isNewestAnswer(db, arrive('0', { round, revision: 1, decidedOn: '2021-09-26' }, 9))).toBe(false);
  // Another round is another matter; the latest decision stands in front.
  arrive('5', { round: 'formal', revision: 1, decidedOn: '2021-11-20' }, 1);
  expect(order().slice(0, 3)).toEqual([
    ['5', false],
    ['4', false],
    ['0', true],
  ]);
});
