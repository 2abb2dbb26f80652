import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertAnswer } from '../../store/answer-store.ts';
import { openDatabase } from '../../store/open-database.ts';
import { insertPackage, packageByDigest, releaseLineage } from '../../store/package-store.ts';
import type { OpenDb } from '../../store/rows.ts';
import { isOldRevision, outcomeNow, settleStanding } from './lineage.ts';

const dir = mkdtempSync(join(tmpdir(), 'jb-lineage-'));
const at = '2021-09-20T00:00:00.000Z';
let db: OpenDb;

beforeAll(() => {
  db = openDatabase({
    path: join(dir, 'w.db'),
    key: new Uint8Array(32).fill(3),
    name: '测试',
    create: true,
    backupPath: () => join(dir, 'b.db'),
  });
  // What answers answer is not looked at here.
  db.raw.pragma('foreign_keys = OFF');
});
beforeEach(() => {
  for (const table of ['packages', 'answers']) db.run(`DELETE FROM ${table}`);
});
afterAll(() => {
  db.raw.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Sent {
  readonly principal: string;
  readonly submissionId: string;
  readonly kind: 'preliminary' | 'formal';
  readonly revision: number;
}

const digestOf = (one: Sent): string =>
  Buffer.from(Object.values(one).join('/')).toString('hex').padEnd(64, '0').slice(0, 64);
const lineageOf = ({ principal, submissionId, kind }: Sent): string => `${submissionId}/${kind}@${principal}`;

function arrive(one: Sent): void {
  const { principal, kind, revision, submissionId } = one;
  insertPackage(db, {
    digest: digestOf(one),
    kind,
    name: 'n',
    fileName: 'n.zip',
    unitCode: 'u',
    unit: principal,
    lineage: lineageOf(one),
    revision,
    packVersion: 1,
    importedAt: at,
    supersededBy: null,
    signer: `SHA256:${principal}`,
    principal,
    submission: {
      format: 'jianbiao-submission/1',
      campaign: { id: 'c', version: 1 },
      round: kind,
      submissionId,
      revision,
      unit: { id: 'unit', content: {} },
      nominees: [],
      settings: {},
      explanations: {},
      attachments: [],
    },
    findings: [],
    bytes: 1,
    supersedes: null,
  });
  settleStanding(db, principal, kind);
}

const sent: fc.Arbitrary<Sent> = fc.record({
  principal: fc.constantFrom('甲', '乙'),
  submissionId: fc.constantFrom('s-1', 's-2'),
  kind: fc.constantFrom('preliminary', 'formal'),
  revision: fc.integer({ min: 1, max: 4 }),
});

describe('旧版: which package is an old one', () => {
  it('is said alike at import, at the end of a batch and in the list, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sent, { selector: digestOf, maxLength: 7 }),
        fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
        (arrivals, releasedAfter) => {
          db.run('DELETE FROM packages');
          const standing: Sent[] = [];
          const gone: Sent[] = [];
          for (const [index, one] of arrivals.entries()) {
            arrive(one);
            standing.push(one);
            if (index === releasedAfter) {
              // The lineage is taken out; what comes to it later begins anew.
              releaseLineage(db, lineageOf(one), at, '退出');
              for (let place = standing.length - 1; place >= 0; place -= 1) {
                const other = standing[place];
                if (other !== undefined && lineageOf(other) === lineageOf(one))
                  gone.push(...standing.splice(place, 1));
              }
            }
            for (const each of standing) {
              const isOld = standing.some(
                (other) => lineageOf(other) === lineageOf(each) && other.revision > each.revision,
              );
              expect(outcomeNow(db, digestOf(each))).toBe(isOld ? 'superseded' : 'imported');
              // What is marked as replaced and is no old one stands aside, behind another submission of its unit.
              if (isOld) expect(packageByDigest(db, digestOf(each))?.supersededBy).not.toBeNull();
            }
            for (const each of gone) expect(outcomeNow(db, digestOf(each))).toBe('imported');
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is no matter of what was taken out, nor of the same revision', () => {
    const released = { at, reason: '退出' };
    expect(isOldRevision({ revision: 1, released: null }, { revision: 2 })).toBe(true);
    expect(isOldRevision({ revision: 2, released: null }, { revision: 2 })).toBe(false);
    expect(isOldRevision({ revision: 1, released }, { revision: 2 })).toBe(false);
    expect(isOldRevision({ revision: 1, released: null }, null)).toBe(false);
  });

  it('is said of answers by the same question', () => {
    const answer = (mark: string, revision: number): string => {
      const digest = mark.repeat(64);
      insertAnswer(db, {
        digest,
        importedAt: at,
        signer: 'office',
        revision,
        document: {
          kind: 'feedback',
          value: {
            format: 'jianbiao-feedback/1',
            campaign: { id: 'c', version: 1 },
            submissionId: 's-1',
            packageDigest: 'f'.repeat(64),
            round: 'preliminary',
            revision: 1,
            decidedOn: '2021-09-20',
            general: mark,
            unitComments: [],
            decisions: [],
          },
        },
      });
      return digest;
    };
    const second = answer('2', 2);
    const first = answer('1', 1);
    expect([outcomeNow(db, second), outcomeNow(db, first)]).toEqual(['imported', 'superseded']);
    expect(outcomeNow(db, answer('3', 3))).toBe('imported');
    expect(outcomeNow(db, second)).toBe('superseded');
  });
});
