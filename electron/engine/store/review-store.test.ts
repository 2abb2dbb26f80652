import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { currentReview, undoReview } from './review-store.ts';
import type { OpenDb } from './rows.ts';

let dir = '';
let db: OpenDb;
const at = '2021-09-20T00:00:00.000Z';
const by = { at, who: 'w-test' };

/** The office's file as the program before wrote it. */
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jb-review-'));
  db = openDatabase({
    path: join(dir, 'w.db'),
    key: new Uint8Array(32).fill(7),
    name: '测试',
    create: true,
    backupPath: (version) => join(dir, `v${version}.db`),
    steps: migrations.filter(({ version }) => version <= 40),
  });
});
afterEach(() => {
  db.raw.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Old {
  general: string;
  unitComments: { fieldId: string; text: string }[];
  decisions: {
    nomineeId: string;
    decision: string;
    note: string;
    comments: { fieldId: string; text: string }[];
  }[];
}

const comment = fc.record({
  fieldId: fc.constantFrom('deeds', 'post'),
  text: fc.constantFrom('请补充', '“引号”\\n换行'),
});
const state: fc.Arbitrary<Old> = fc.record({
  general: fc.constantFrom('', '总体意见', '改过的“意见”'),
  unitComments: fc.array(comment, { maxLength: 2 }),
  decisions: fc.uniqueArray(
    fc.record({
      nomineeId: fc.constantFrom('p-1', 'p-2', 'unit', 'general'),
      decision: fc.constantFrom('accept', 'return', 'reject'),
      note: fc.constantFrom('', '级别超限'),
      comments: fc.array(comment, { maxLength: 2 }),
    }),
    { selector: ({ nomineeId }) => nomineeId, maxLength: 4 },
  ),
});
const steps = fc.array(
  fc.record({
    digest: fc.constantFrom('a', 'b'),
    step: fc.oneof({ weight: 3, arbitrary: state }, fc.constant(null)),
  }),
  { maxLength: 14 },
);

function shown(review: Old | ReturnType<typeof currentReview>['review']): Old {
  const decisions = review.decisions.map(({ nomineeId, decision, note, comments }) => {
    return { nomineeId, decision: String(decision), note, comments };
  });
  return {
    general: review.general,
    unitComments: review.unitComments,
    decisions: decisions.sort((left, right) => left.nomineeId.localeCompare(right.nomineeId)),
  };
}

it('opens the whole documents of before as the same decisions, and takes them back step by step', () => {
  const before = Number(db.raw.pragma('user_version', { simple: true }));
  expect(before).toBe(40);
  fc.assert(
    fc.property(steps, (given) => {
      db.raw.exec('SAVEPOINT run');
      try {
        for (const digest of ['a', 'b']) {
          db.run(
            `INSERT INTO packages (digest, kind, name, file_name, unit_code, unit, lineage, revision, pack_version,
               imported_at, signer, document, findings, bytes)
             VALUES (?, 'preliminary', 'n', 'n.zip', 'u', '云南省', ?, 1, 1, ?, 's', '{}', '[]', 1)`,
            digest,
            digest,
            at,
          );
        }
        // As the program before wrote it, and what it then showed.
        const piles = new Map<string, Old[]>([
          ['a', []],
          ['b', []],
        ]);
        for (const { digest, step } of given) {
          const pile = piles.get(digest) ?? [];
          if (step === null && pile.length === 0) continue;
          if (step === null) pile.pop();
          else pile.push(step);
          db.run(
            'INSERT INTO reviews (digest, at, kind, content) VALUES (?, ?, ?, ?)',
            digest,
            at,
            step === null ? 'undo' : 'save',
            step === null ? '{}' : JSON.stringify(step),
          );
        }
        migrate(
          db,
          migrations.filter(({ version }) => version <= 70),
          '测试',
          () => undefined,
        );
        for (const [digest, pile] of piles) {
          const empty: Old = { general: '', unitComments: [], decisions: [] };
          for (let left = pile.length; left >= 0; left -= 1) {
            const stands = currentReview(db, digest);
            expect(shown(stands.review)).toEqual(shown(pile[left - 1] ?? empty));
            expect(stands.step > 0).toBe(left > 0);
            expect(undoReview(db, digest, stands.step, by)).toBe(left > 0 ? 'undone' : 'none');
          }
        }
      } finally {
        db.raw.exec('ROLLBACK TO run; RELEASE run');
      }
    }),
    { numRuns: 60 },
  );
});

it('never changes or takes away a step', () => {
  migrate(db, migrations, '测试', () => undefined);
  db.raw.pragma('foreign_keys = OFF');
  db.run("INSERT INTO review_steps (digest, at, who) VALUES ('a', ?, 'w')", at);
  db.run("INSERT INTO review_events (step, part, base, content) VALUES (1, 'general', 0, '{}')");
  for (const change of [
    "UPDATE review_steps SET who = ''",
    'DELETE FROM review_steps',
    "UPDATE review_events SET content = '{}'",
    'DELETE FROM review_events',
  ])
    expect(() => db.run(change)).toThrow('append-only');
});
