import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Nominee } from '../../../../shared/words/submission-schema.ts';
import { campaignsDir } from '../../../../test/support/desk-loop.ts';
import { loadPack } from '../../pack/load-pack.ts';
import { openDatabase } from '../../store/open-database.ts';
import {
  insertPackage,
  packageByDigest,
  type StoredPackage,
  setSupersededBy,
} from '../../store/package-store.ts';
import { saveReview } from '../../store/review-store.ts';
import type { OpenDb } from '../../store/rows.ts';
import { addSettlement } from '../../store/settlement-store.ts';
import { earlierRoundFindings, earlierRoundOf, roundClaim } from './earlier-round.ts';

let pack: CampaignPack;
let dir = '';
let db: OpenDb;
const by = { at: '2021-10-01T00:00:00.000Z', who: 'w-office' };
const A = '示例省机关事务管理局';
const B = '自然资源部机关服务局';

const person = (id: string, nativePlace = '湖南'): Nominee => {
  return { id, kind: 'individual', order: 1, content: { name: `姓名${id}`, nativePlace } };
};
const digestOf = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);

/** A received package; `says` is what a formal one carries of the first round. */
function take(
  name: string,
  about: {
    kind: 'preliminary' | 'formal';
    principal: string;
    revision?: number;
    nominees: readonly Nominee[];
    says?: { digest: string; nominees: readonly Nominee[] };
    replaces?: string;
    submissionId?: string;
  },
): string {
  const { kind, principal, revision = 1, says } = about;
  const submissionId = about.submissionId ?? `s-${Buffer.from(principal).toString('hex').slice(0, 8)}`;
  const stored: StoredPackage = {
    digest: digestOf(name),
    kind,
    name,
    fileName: `${name}.zip`,
    unitCode: 'u',
    unit: principal,
    lineage: `${principal}/${submissionId}/${kind}`,
    revision,
    packVersion: pack.campaign.version,
    importedAt: by.at,
    supersededBy: null,
    signer: `SHA256:${principal}`,
    principal,
    submission: {
      format: 'jianbiao-submission/1',
      campaign: { id: pack.campaign.id, version: pack.campaign.version },
      round: kind,
      submissionId,
      revision,
      unit: { id: 'unit', content: { unitName: principal } },
      nominees: [...about.nominees],
      settings: {},
      explanations: {},
      attachments: [],
      ...(says === undefined ? {} : { preliminary: { digest: says.digest, nominees: [...says.nominees] } }),
    },
    findings: [],
    bytes: 1,
    supersedes: null,
    released: null,
  };
  insertPackage(db, stored);
  if (about.replaces !== undefined) setSupersededBy(db, about.replaces, stored.digest);
  return stored.digest;
}

function decide(
  digest: string,
  id: string,
  decision: 'accept' | 'return' | 'reject' | null,
  note = '',
): void {
  const comments = decision === 'reject' ? [{ fieldId: 'deeds', text: '事迹不实' }] : [];
  const change = { part: 'nominee' as const, base: 0, nomineeId: id, review: { decision, note, comments } };
  expect(saveReview(db, digest, [change], by)).toHaveProperty('step');
}

function requireOf(digest: string): StoredPackage {
  const stored = packageByDigest(db, digest);
  if (stored === null) throw new Error('no such package');
  return stored;
}
const roundOf = (digest: string) => earlierRoundOf(db, pack, requireOf(digest));
const found = (digest: string) =>
  earlierRoundFindings(db, pack, requireOf(digest)).map(({ severity, subjectId }) => [severity, subjectId]);

beforeAll(async () => {
  pack = await loadPack(join(campaignsDir, 'ggj-2021'));
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jb-round-'));
  db = openDatabase({
    path: join(dir, 'w.db'),
    key: new Uint8Array(32).fill(7),
    name: '测试',
    create: true,
    backupPath: (version) => join(dir, `v${version}.db`),
  });
});
afterEach(() => {
  db.raw.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('the second round against the first as the office received and decided it', () => {
  it('marks who was refused, sent back, left undecided or was never there, by the office’s own decisions', () => {
    const list = ['ok', 'bad', 'back', 'open'].map((id) => person(id));
    const first = take('a1', { kind: 'preliminary', principal: A, nominees: list });
    decide(first, 'ok', 'accept');
    decide(first, 'bad', 'reject', '级别超限');
    decide(first, 'back', 'return', '请补充');
    const says = { digest: first, nominees: list };
    const nominees = [person('ok', '湖北'), person('bad'), person('back'), person('open'), person('new')];
    const formal = take('a2', { kind: 'formal', principal: A, nominees, says });
    expect(found(formal)).toEqual([
      ['error', 'bad'],
      ['warning', 'back'],
      ['warning', 'open'],
      ['error', 'new'],
    ]);
    const round = roundOf(formal);
    expect(round).toMatchObject({ state: 'received', counts: { packageId: first, revision: 1 } });
    expect(round?.nominees[0]).toMatchObject({
      standing: 'accepted',
      changes: [{ fieldId: 'nativePlace', before: '湖南', after: '湖北' }],
    });
    expect(round?.nominees[1]).toMatchObject({
      standing: 'refused',
      decision: { note: '级别超限', comments: [{ fieldId: 'deeds', text: '事迹不实' }] },
    });
  });

  it('goes by the revision that counts: what an older one decided holds no more, what it alone had was withdrawn', () => {
    const [kept, gone, again] = [person('kept'), person('gone'), person('again')];
    const one = take('a1', { kind: 'preliminary', principal: A, nominees: [kept, gone, again] });
    decide(one, 'kept', 'accept');
    decide(one, 'gone', 'accept');
    decide(one, 'again', 'reject');
    const two = take('a1r2', {
      kind: 'preliminary',
      principal: A,
      revision: 2,
      nominees: [kept, again],
      replaces: one,
    });
    decide(two, 'kept', 'reject');
    decide(two, 'again', 'accept');
    const says = { digest: one, nominees: [kept, gone, again] };
    const formal = take('a2', { kind: 'formal', principal: A, nominees: [kept, gone, again], says });
    expect(found(formal)).toEqual([
      // The list that it carries is that of the older revision.
      ['warning', 'unit'],
      ['error', 'kept'],
      ['error', 'gone'],
    ]);
    expect(roundOf(formal)?.nominees.map(({ standing }) => standing)).toEqual([
      'refused',
      'withdrawn',
      'accepted',
    ]);
    expect(earlierRoundFindings(db, pack, requireOf(formal))[2]?.message).toContain('第 2 版已撤下');
  });

  it('a refusal holds though the unit sends its list once more, until the office decides again', () => {
    const list = ['bad', 'back', 'ok'].map((id) => person(id));
    const one = take('a1', { kind: 'preliminary', principal: A, nominees: list });
    decide(one, 'bad', 'reject', '级别超限');
    decide(one, 'back', 'return', '请补充');
    decide(one, 'ok', 'accept');
    const again = { kind: 'preliminary', principal: A, revision: 2, nominees: list, replaces: one } as const;
    const two = take('a1r2', again);
    const says = { digest: two, nominees: list };
    const formal = take('a2', { kind: 'formal', principal: A, nominees: list, says });
    expect(found(formal)).toEqual([
      ['error', 'bad'],
      ['warning', 'back'],
      ['warning', 'ok'],
    ]);
    expect(roundOf(formal)?.nominees).toMatchObject([
      { standing: 'refused', revision: 1, decision: { note: '级别超限' } },
      { standing: 'returned', revision: 1 },
      // What was accepted is what was sent then: the next one waits for its own decision.
      { standing: 'undecided', revision: 2, decision: null },
    ]);
    decide(two, 'bad', 'accept');
    expect(found(formal)).toEqual([
      ['warning', 'back'],
      ['warning', 'ok'],
    ]);
  });

  it('does not take one person for another who stands under the same number in the list', () => {
    const who = (id: string, name: string, idNumber: string): Nominee => {
      return { id, kind: 'individual', order: 1, content: { name, idNumber } };
    };
    const list = ['same', 'typo', 'other'].map((id) => who(id, `姓名${id}`, '11010119800101001X'));
    const first = take('a1', { kind: 'preliminary', principal: A, nominees: list });
    for (const { id } of list) decide(first, id, 'accept');
    const nominees = [
      who('same', '姓名same', '11010119800101001X'),
      who('typo', '姓名typo', '110101198001010028'),
      who('other', '顶替者', '110101198001010036'),
    ];
    const says = { digest: first, nominees: list };
    const formal = take('a2', { kind: 'formal', principal: A, nominees, says });
    expect(found(formal)).toEqual([
      ['warning', 'typo'],
      ['error', 'other'],
    ]);
    expect(earlierRoundFindings(db, pack, requireOf(formal))[1]?.message).toContain('“姓名other”');
  });

  it('holds an invented or missing list for an error, until the office decides that it was received elsewhere', () => {
    const nominees = [person('x')];
    const says = { digest: digestOf('invented'), nominees };
    const formal = take('a2', { kind: 'formal', principal: A, nominees, says });
    const missing = take('b2', { kind: 'formal', principal: B, nominees });
    expect(found(formal)).toEqual([['error', 'unit']]);
    expect(found(missing)).toEqual([['error', 'unit']]);
    expect(roundOf(formal)).toMatchObject({ state: 'unknown', settleable: true, settled: null });
    expect(roundOf(missing)).toMatchObject({ state: 'missing', settleable: true, settled: null });

    const settle = (digest: string, reason: string) =>
      addSettlement(db, { ...roundClaim(requireOf(digest)), digest }, by, reason);
    settle(formal, '初审由省里代收，见收文 12 号');
    expect(found(formal)).toEqual([['info', 'unit']]);
    expect(found(missing)).toEqual([['error', 'unit']]);
    // The same words in the next revision are settled; other words, or the same words of another unit, are not.
    const next = take('a3', { kind: 'formal', principal: A, revision: 2, nominees, says, replaces: formal });
    expect(found(next)).toEqual([['info', 'unit']]);
    const wider = { digest: says.digest, nominees: [...nominees, person('y')] };
    const other = take('a4', {
      kind: 'formal',
      principal: A,
      revision: 3,
      nominees,
      says: wider,
      replaces: next,
    });
    expect(found(other)).toEqual([['error', 'unit']]);
    expect(
      found(take('b3', { kind: 'formal', principal: B, revision: 2, nominees, says, replaces: missing })),
    ).toEqual([['error', 'unit']]);
    settle(next, '');
    expect(found(next)).toEqual([['error', 'unit']]);
  });

  it('an unknown list does not hide what was decided here on the same unit’s nominees', () => {
    const first = take('a1', { kind: 'preliminary', principal: A, nominees: [person('bad')] });
    decide(first, 'bad', 'reject');
    const says = { digest: digestOf('invented'), nominees: [person('bad'), person('new')] };
    const formal = take('a2', {
      kind: 'formal',
      principal: A,
      nominees: [person('bad'), person('new')],
      says,
    });
    expect(found(formal)).toEqual([
      ['error', 'unit'],
      ['error', 'bad'],
      ['error', 'new'],
    ]);
    addSettlement(db, { ...roundClaim(requireOf(formal)), digest: formal }, by, '部分由省里代收');
    expect(found(formal)).toEqual([
      ['info', 'unit'],
      ['error', 'bad'],
    ]);
  });

  it('believes the list of no other unit, in every combination of sender, submission and list', () => {
    const nominees = [person('x')];
    const own = take('a1', { kind: 'preliminary', principal: A, nominees });
    const others = take('b1', { kind: 'preliminary', principal: B, nominees, submissionId: 's-b' });
    const formalOfB = take('b2', { kind: 'formal', principal: B, nominees, submissionId: 's-b' });
    for (const digest of [own, others]) decide(digest, 'x', 'accept');
    const states: Record<string, string | undefined> = {};
    let number = 0;
    for (const [name, digest, list] of [
      ['own', own, nominees],
      ['own, other words', own, [person('x', '湖北')]],
      ['other unit', others, nominees],
      ['other unit’s second round', formalOfB, nominees],
      ['nobody’s', digestOf('none'), nominees],
    ] as const) {
      for (const submissionId of [undefined, 's-b']) {
        number += 1;
        const formal = take(`a2-${number}`, {
          kind: 'formal',
          principal: A,
          revision: number,
          nominees,
          says: { digest, nominees: list },
          ...(submissionId === undefined ? {} : { submissionId }),
        });
        const round = roundOf(formal);
        states[`${name}, ${submissionId ?? 'own id'}`] = round?.state;
        // A submission id is no proof of anything: the decisions are those on A's own package.
        expect(round?.counts?.packageId).toBe(own);
        if (round?.state !== 'received') expect(found(formal)[0]).toEqual(['error', 'unit']);
        if (round?.state === 'other-unit') expect(round.settleable).toBe(false);
      }
    }
    expect(states).toEqual({
      'own, own id': 'received',
      'own, s-b': 'received',
      'own, other words, own id': 'differs',
      'own, other words, s-b': 'differs',
      'other unit, own id': 'other-unit',
      'other unit, s-b': 'other-unit',
      'other unit’s second round, own id': 'other-unit',
      'other unit’s second round, s-b': 'other-unit',
      'nobody’s, own id': 'unknown',
      'nobody’s, s-b': 'unknown',
    });
  });
});
