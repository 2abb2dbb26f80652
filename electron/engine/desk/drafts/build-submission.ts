import { isInRound } from '../../../../shared/reading/in-round.ts';
import { effectiveSettings, LEVEL_SETTING, type Level } from '../../../../shared/reading/lookup.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../../shared/words/submission-schema.ts';
import { currentIdentity } from '../../store/identity-store.ts';
import { readMeta, requireMeta } from '../../store/meta-store.ts';
import { newestSet } from '../../store/plain-set-store.ts';
import { getSubject, listNominees } from '../../store/record-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { lineageOf, newestSealed, nextRevision } from '../../store/sealed-store.ts';
import { readExplanations, readSettings, type SettingValue } from '../../store/small-stores.ts';
import { inOrder, nomineeKindOf } from './record-methods.ts';

/**
 * The readings in force: the pack's defaults, and over them what the user chose (where the pack still offers it); and
 * whose desk this is.
 */
export function settingsInForce(db: ReadDb, pack: CampaignPack): Record<string, SettingValue> {
  const offered = Object.entries(readSettings(db)).filter(([id, value]) =>
    pack.campaign.settings.some(
      (setting) => setting.id === id && setting.options.some((option) => option.value === value),
    ),
  );
  const level: Level = readMeta(db, 'role') === 'host' ? 'host' : 'recommender';
  return { ...effectiveSettings(pack, { ...Object.fromEntries(offered), [LEVEL_SETTING]: level }) };
}

/**
 * The unit's record, with the fingerprint of its signing key in the field that the pack names for it: derived at each
 * use and never stored, so that paper printed before a change of key no longer agrees with the data.
 */
function unitContent(db: ReadDb, pack: CampaignPack): Content {
  const { content } = getSubject(db, 'unit');
  const field = pack.campaign.keyFingerprintField;
  if (field === undefined) return content;
  const identity = currentIdentity(db);
  return { ...content, [field]: identity === null ? null : identity.fingerprint };
}

/**
 * The submission as it stands now: the only place that makes one from the records. In the formal round only the
 * nominees that go on, and beside them the preliminary submission as it was sealed, to compare (rule C2).
 */
export function buildSubmission(db: ReadDb, pack: CampaignPack, round: Round): Submission {
  const submissionId = requireMeta(db, 'submissionId');
  const nominees: Nominee[] = inOrder(listNominees(db).filter((subject) => isInRound(round, subject))).map(
    ({ subject, order }) => ({
      id: subject.id,
      kind: nomineeKindOf(subject.kind),
      order,
      content: subject.content,
    }),
  );
  const sealed = round === 'formal' ? newestSealed(db, lineageOf(submissionId, 'preliminary')) : null;
  // Where the earlier round went on paper, what was said then is what the set of that day says.
  const preliminary = sealed ?? (round === 'formal' ? newestSet(db, 'preliminary') : null);
  return {
    format: 'jianbiao-submission/1',
    campaign: { id: pack.campaign.id, version: pack.campaign.version },
    round,
    submissionId,
    revision: Math.max(
      nextRevision(db, lineageOf(submissionId, round)),
      (newestSet(db, round)?.revision ?? 0) + 1,
    ),
    unit: { id: 'unit', content: unitContent(db, pack) },
    nominees,
    settings: settingsInForce(db, pack),
    explanations: readExplanations(db),
    attachments: [],
    ...(preliminary === null || preliminary.submission === null
      ? {}
      : { preliminary: { digest: preliminary.digest, nominees: preliminary.submission.nominees } }),
  };
}
