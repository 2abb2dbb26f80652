import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { hasAttachment } from '../../store/attachment-store.ts';
import { forgetStepDone, noteStepDone, writeOwnDeadline } from '../../store/checklist-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { aboutNow, officeFacts, unitFacts } from './checklist-facts.ts';

/** How far the campaign is, and what only the clerk can say of it. */
export function checklistMethods(desk: Desk) {
  const facts = (work: ReadLease) =>
    work.header.role === 'office' ? officeFacts(work) : unitFacts(desk, work);
  return handlersOf({
    async 'checklist.facts'(_args, work) {
      return facts(work);
    },
    async 'checklist.setDone'({ round, step, done, proof }, work) {
      const { db } = work;
      const at = isoNow(desk);
      if (!done) {
        db.atomic(() => {
          forgetStepDone(db, round, step);
          logEvent(db, at, 'step-undone', { step });
        });
        return {};
      }
      const about = aboutNow(unitFacts(desk, work), round, step);
      if (about === null) throw new JianbiaoError('step-not-reached');
      if (proof !== undefined && !hasAttachment(db, proof.sha256))
        throw new JianbiaoError('attachment-unknown', { sha: proof.sha256.slice(0, 12) });
      db.atomic(() => {
        noteStepDone(db, { round, step, about, at, proof: proof ?? null });
        logEvent(db, at, 'step-done', { step });
      });
      return {};
    },
    async 'checklist.setDeadline'({ milestone, due }, { db, pack }) {
      if (!pack.campaign.milestones.some(({ id }) => id === milestone))
        throw new JianbiaoError('milestone-unknown', { id: milestone });
      db.atomic(() => {
        writeOwnDeadline(db, milestone, due);
        logEvent(db, isoNow(desk), 'own-deadline-set', { key: milestone, value: due ?? '' });
      });
      return {};
    },
  });
}
