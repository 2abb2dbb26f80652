import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { checkSubmission } from '../../../../shared/rules/engine.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { Finding } from '../../../../shared/words/rule-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { logEvent } from '../../store/event-log.ts';
import type { ReadDb } from '../../store/rows.ts';
import { readExplanations, writeExplanation } from '../../store/small-stores.ts';
import { clockReading } from '../ground/clock-reading.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { buildSubmission } from './build-submission.ts';
import { badOwnPictures } from './picture-faults.ts';

/** Everything the rules say today about a submission that was built already. */
export function findingsOf(desk: Desk, db: ReadDb, pack: RuledPack, submission: Submission): Finding[] {
  const badPictures = badOwnPictures(db, pack, submission);
  return checkSubmission(pack, submission, {
    ...clockReading(desk, db),
    badPictures,
    unprintable: (text) => unprintableHere(desk, text),
  });
}

/** What the paper of this computer cannot print. A font that cannot be read is said where it is printed with. */
function unprintableHere(desk: Desk, text: string): readonly string[] {
  try {
    return desk.paper().unprintable(text);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) return [];
    throw thrown;
  }
}

/** Everything the rules say about the submission as it stands. */
function currentFindings(desk: Desk, { db, pack }: ReadLease, round: Round): Finding[] {
  return findingsOf(desk, db, pack, buildSubmission(db, pack, round));
}

/** 检查结果 and the written explanations of warnings. */
export function findingsMethods(desk: Desk) {
  return handlersOf({
    async 'findings.list'({ round }, work) {
      return currentFindings(desk, work, round);
    },
    async 'findings.explain'({ key, text }, work) {
      const { db } = work;
      const known =
        readExplanations(db)[key] !== undefined ||
        (['preliminary', 'formal'] as const).some((round) =>
          currentFindings(desk, work, round).some((finding) => finding.key === key),
        );
      if (!known) throw new JianbiaoError('explanation-unknown');
      const at = isoNow(desk);
      db.atomic(() => {
        writeExplanation(db, key, text, at);
        logEvent(db, at, 'explanation-written', { key });
      });
      return {};
    },
  });
}
