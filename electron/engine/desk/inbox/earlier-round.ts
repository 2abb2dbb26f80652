import type { EarlierRound, EarlierRoundNominee } from '../../../../shared/api/review-methods.ts';
import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { subjectName, subjectsOf } from '../../../../shared/reading/lookup.ts';
import { hasRound, roundTitle } from '../../../../shared/reading/titles.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Finding, Severity } from '../../../../shared/words/rule-schema.ts';
import type { Nominee } from '../../../../shared/words/submission-schema.ts';
import { sha256Hex } from '../../store/attachment-store.ts';
import {
  packageByDigest,
  packageCounts,
  packagesOfSender,
  type StoredPackage,
} from '../../store/package-store.ts';
import { currentReview } from '../../store/review-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { type RoundClaim, settlementOf } from '../../store/settlement-store.ts';
import { changedFields } from '../drafts/compare-packages.ts';

/** True when one enrolled unit sent both; unknown keys are compared as keys. */
function sameSender(left: StoredPackage, right: StoredPackage): boolean {
  return left.principal === null || right.principal === null
    ? left.signer === right.signer
    : left.principal === right.principal;
}

/** What a package says of the earlier round, as whose word: a decision on it holds for these very words only. */
export function roundClaim(stored: StoredPackage): RoundClaim {
  return {
    sender: stored.principal ?? stored.signer,
    claim: sha256Hex(Buffer.from(canonicalJson(stored.submission.preliminary ?? null), 'utf8')),
  };
}

/** The sender's packages of the first round that were received here, and the one of them that counts. */
function receivedBefore(
  db: ReadDb,
  stored: StoredPackage,
): { counts: StoredPackage | null; all: readonly StoredPackage[] } {
  const own = packagesOfSender(db, stored, 'preliminary').filter((one) => sameSender(one, stored));
  const standing = own.filter(packageCounts);
  const { submissionId } = stored.submission;
  const counts = standing.find((one) => one.submission.submissionId === submissionId) ?? standing[0] ?? null;
  const all = own
    .filter((one) => one.lineage === counts?.lineage)
    .sort((left, right) => right.revision - left.revision);
  return { counts, all };
}

type State = EarlierRound['state'];

/** Whether the list of the first round that the package carries is one that this workspace knows as the sender's own. */
function stateOf(stored: StoredPackage, named: StoredPackage | null): State {
  const { preliminary } = stored.submission;
  if (preliminary === undefined) return 'missing';
  if (named === null || named.released !== null) return 'unknown';
  if (named.kind !== 'preliminary' || !sameSender(named, stored)) return 'other-unit';
  return sameValue(named.submission.nominees, preliminary.nominees) ? 'received' : 'differs';
}

function decisionOn(db: ReadDb, digest: string, nomineeId: string) {
  const found = currentReview(db, digest).review.decisions.find((one) => one.nomineeId === nomineeId);
  return found?.decision == null ? null : { ...found, decision: found.decision };
}

const standings = { accept: 'accepted', return: 'returned', reject: 'refused' } as const;

/**
 * What this workspace itself received and decided of the first round of a package's sender, and how its nominees stood there:
 * what the package says of it is only compared. Null for packages that have no earlier round.
 */
export function earlierRoundOf(db: ReadDb, pack: CampaignPack, stored: StoredPackage): EarlierRound | null {
  if (stored.kind !== 'formal' || !hasRound(pack.campaign, 'preliminary')) return null;
  const { preliminary } = stored.submission;
  const named = preliminary === undefined ? null : packageByDigest(db, preliminary.digest);
  const { counts, all } = receivedBefore(db, stored);
  const state = stateOf(stored, named);
  const settleable = state === 'missing' || state === 'unknown';
  const settled = settleable ? settlementOf(db, roundClaim(stored)) : null;
  const listed = new Set(preliminary?.nominees.map(({ id }) => id));

  const standingOf = (nominee: Nominee): EarlierRoundNominee => {
    const holding = all.filter((one) => one.submission.nominees.some(({ id }) => id === nominee.id));
    const last = holding[0] ?? null;
    const before = last?.submission.nominees.find(({ id }) => id === nominee.id);
    // A decision holds until there is another: or a unit would send its list once more to be rid of a refusal.
    const decided =
      holding
        .map((one) => ({ revision: one.revision, decision: decisionOn(db, one.digest, nominee.id) }))
        .find(({ decision }) => decision !== null) ?? null;
    const decision = decided?.decision ?? null;
    const isOpen =
      decision === null || (decision.decision === 'accept' && decided?.revision !== last?.revision);
    const standing = (() => {
      if (counts === null) return 'unknown';
      if (last === null) return settled !== null && listed.has(nominee.id) ? 'elsewhere' : 'absent';
      if (last.digest !== counts.digest) return 'withdrawn';
      return isOpen ? 'undecided' : standings[decision.decision];
    })();
    return {
      nomineeId: nominee.id,
      standing,
      revision: (standing === 'refused' || standing === 'returned' ? decided : last)?.revision ?? null,
      decision: standing === 'undecided' ? null : decision,
      changes: before === undefined ? [] : changedFields(pack, nominee.kind, before.content, nominee.content),
    };
  };

  return {
    state,
    settleable,
    settled,
    named:
      preliminary === undefined
        ? null
        : { digest: preliminary.digest, unit: named?.unit ?? null, revision: named?.revision ?? null },
    counts: counts === null ? null : { packageId: counts.digest, revision: counts.revision },
    nominees: stored.submission.nominees.map(standingOf),
  };
}

/** A sentence of a finding and how to mend it. */
interface Words {
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
}

function listWords(round: EarlierRound, title: string): Words | null {
  const { state, named, counts } = round;
  const asks = `请与报送单位核实；${title}材料确由别处收取的，点“认定由别处收取”并写明原因，由本单位认定。`;
  if (round.settled !== null) {
    const message = `${title}材料未经本程序收取，本单位已认定：${round.settled.reason}`;
    return { severity: 'info', message, fix: '点“收回认定”可以收回。' };
  }
  switch (state) {
    case 'missing':
      return {
        severity: 'error',
        message: `没有附${title}名单，无法核对推荐对象是否经过${title}。`,
        fix: asks,
      };
    case 'unknown': {
      const digest = named?.digest.slice(0, 12) ?? '';
      return {
        severity: 'error',
        message: `所附${title}名单（摘要 ${digest}…）不是这里收到过的${title}材料，无法核对。`,
        fix: asks,
      };
    }
    case 'other-unit':
      return {
        severity: 'error',
        message: `所附${title}名单出自“${named?.unit ?? ''}”的封包，不是报送单位自己的。`,
        fix: `请退回报送单位，用它自己的${title}材料重新封包。`,
      };
    case 'differs':
      return {
        severity: 'error',
        message: `所附${title}名单与这里收到的${title}封包（第 ${named?.revision ?? ''} 版）不一致。`,
        fix: `请退回报送单位，用它自己的${title}材料重新封包。`,
      };
    case 'received':
      return counts === null || named?.digest === counts.packageId
        ? null
        : {
            severity: 'warning',
            message: `所附${title}名单是第 ${named?.revision ?? ''} 版，这里收到的最新是第 ${counts.revision} 版。`,
            fix: `以第 ${counts.revision} 版的决定为准，请对照。`,
          };
  }
}

function nomineeWords(
  one: EarlierRoundNominee,
  counts: number | null,
  title: string,
  now: string,
): Words | null {
  const fix = `请与报送单位核实；不应列入的，请“退回修改”或“不予通过”。`;
  switch (one.standing) {
    case 'refused':
      return {
        severity: 'error',
        message: `${title}第 ${one.revision} 版的决定是“不予通过”，又列入了${now}。`,
        fix,
      };
    case 'withdrawn':
      return {
        severity: 'error',
        message: `报送单位在${title}第 ${counts} 版已撤下（最后见于第 ${one.revision} 版），又列入了${now}。`,
        fix,
      };
    case 'absent':
      return { severity: 'error', message: `不在该单位的${title}名单里。`, fix };
    case 'returned':
      return { severity: 'warning', message: `${title}第 ${one.revision} 版退回修改后没有再通过。`, fix };
    case 'undecided':
      return { severity: 'warning', message: `${title}第 ${one.revision} 版还没有对它作出决定。`, fix };
    case 'accepted':
    case 'elsewhere':
    case 'unknown':
      return null;
  }
}

/** The id under which findings about the list of the first round, and about one nominee in it, are shown. */
const LIST_RULE = 'O1';
const NOMINEE_RULE = 'O2';

const SAME_RULE = 'O4';

/** The fields that say who a nominee is: its name, and the number that the state gave it. */
function identityFields(
  pack: CampaignPack,
  kind: Nominee['kind'],
): { name: string; numbers: readonly string[] } {
  const numbers = pack.fields[kind].filter(({ type }) => type === 'idNumber' || type === 'creditCode');
  return { name: pack.campaign.nameField[kind], numbers: numbers.map(({ id }) => id) };
}

/** A decision on one person must not pass to another who stands under the same number in the list. */
function identityWords(
  pack: CampaignPack,
  { id, kind }: Nominee,
  round: EarlierRound,
  title: string,
): Words | null {
  const { name, numbers } = identityFields(pack, kind);
  const changes = round.nominees.find(({ nomineeId }) => nomineeId === id)?.changes ?? [];
  const named = changes.find(({ fieldId }) => fieldId === name);
  const numbered = changes.some(({ fieldId }) => numbers.includes(fieldId));
  if (named === undefined && !numbered) return null;
  const was = named === undefined ? '' : `（${title}时是“${named.before}”）`;
  const fix = `请与报送单位核实；已不是${title}的推荐对象的，请“退回修改”或“不予通过”。`;
  return named !== undefined && numbered
    ? { severity: 'error', message: `名称和证件号码都与${title}不同${was}，可能换成了别的推荐对象。`, fix }
    : {
        severity: 'warning',
        message: `${named === undefined ? '证件号码' : '名称'}与${title}不同${was}。`,
        fix,
      };
}

/** What stands in the way of a package of the second round, as findings on the unit and on each nominee. */
export function earlierRoundFindings(db: ReadDb, pack: CampaignPack, stored: StoredPackage): Finding[] {
  const round = earlierRoundOf(db, pack, stored);
  if (round === null) return [];
  const title = roundTitle(pack.campaign, 'preliminary');
  const now = roundTitle(pack.campaign, 'formal');
  const clause = pack.rules.find((rule) => rule.kind === 'subset')?.clause ?? '';
  const names = new Map(subjectsOf(stored.submission).map((one) => [one.id, subjectName(pack, one)]));
  const finding = (ruleId: string, subjectId: string, words: Words): Finding => ({
    ruleId,
    key: `${ruleId}|${subjectId}`,
    subjectId,
    subjectName: names.get(subjectId) ?? subjectId,
    clause,
    ...words,
  });
  const list = listWords(round, title);
  return [
    ...(list === null ? [] : [finding(LIST_RULE, 'unit', list)]),
    ...round.nominees.flatMap((one) => {
      const words = nomineeWords(one, round.counts?.revision ?? null, title, now);
      return words === null ? [] : [finding(NOMINEE_RULE, one.nomineeId, words)];
    }),
    ...stored.submission.nominees.flatMap((nominee) => {
      const words = identityWords(pack, nominee, round, title);
      return words === null ? [] : [finding(SAME_RULE, nominee.id, words)];
    }),
  ];
}
