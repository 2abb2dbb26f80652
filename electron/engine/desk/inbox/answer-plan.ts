import type { ApiParsedArgs } from '../../../../shared/api.ts';
import { packageExtension, safeFileName } from '../../../../shared/package/offered-name.ts';
import { unitCode } from '../../seal/index.ts';
import { currentIdentity } from '../../store/identity-store.ts';
import type { StoredPackage } from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { nextRevision } from '../../store/sealed-store.ts';
import { type PlanFact, recipientFacts, shownFact } from '../seal/plan-facts.ts';
import { answerRecipient, encryptionOf, type RecipientChoice } from '../seal/recipients.ts';

export type AnswerKind = 'feedback' | 'receipt';

/** What a clerk asks for when an answer is sealed. */
export type AnswerRequest = Omit<ApiParsedArgs<'feedback.seal'>, 'packageId'>;

/** An answer as it would be sealed now, and what the clerk relies on when sealing it. */
export interface AnswerPlan {
  readonly lineage: string;
  readonly revision: number;
  readonly recipient: RecipientChoice;
  readonly encryption: ReturnType<typeof encryptionOf>;
  /** Offered in the save dialog. */
  readonly fileName: string;
  readonly facts: readonly PlanFact[];
}

/** One lineage of answers for each submission and kind: its newest one counts. */
export function answerLineage(kind: AnswerKind, stored: Pick<StoredPackage, 'digest'>): string {
  return `${kind}/${stored.digest}`;
}

/**
 * The code in an answer's file name and in its Jianbiao-Unit: the answered unit's own, and which round and revision it
 * answers, so that several answers on one stick never have one name.
 */
export function answerCode(stored: Pick<StoredPackage, 'unit' | 'kind' | 'revision'>): string {
  return `${unitCode(stored.unit)}-${stored.kind.charAt(0)}${stored.revision}`;
}

const titles = { feedback: '反馈', receipt: '回执' } as const;

/**
 * Lays out an answer as it would be sealed now: its recipient, number and name. What it says is not part of it: that is
 * what the reviewer is writing on the same page. Reads only.
 */
export function planAnswer(db: ReadDb, stored: StoredPackage, kind: AnswerKind, plain: boolean): AnswerPlan {
  const lineage = answerLineage(kind, stored);
  const revision = nextRevision(db, lineage);
  const recipient = answerRecipient(db, stored);
  const encryption = encryptionOf(recipient, plain);
  const stem = `${titles[kind]}_${stored.unit}_第${stored.revision}版`;
  return {
    lineage,
    revision,
    recipient,
    encryption,
    fileName: safeFileName(`${stem}${packageExtension(encryption === 'encrypted')}`),
    facts: [
      { key: 'package', label: '所答复的封包', value: stored.digest },
      shownFact('revision', `${titles[kind]}的份数`, `第 ${revision} 份`),
      { key: 'signer', label: '本单位的签名密钥', value: currentIdentity(db)?.fingerprint ?? '' },
      ...recipientFacts(recipient, encryption),
    ],
  };
}
