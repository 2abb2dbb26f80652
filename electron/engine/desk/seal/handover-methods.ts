import { join } from 'node:path';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import { formTitle, roundTitle } from '../../../../shared/reading/titles.ts';
import { sealReadiness } from '../../../../shared/rules/seal-readiness.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { shownName } from '../../files/shown-name.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { makeDiscFolder, makeDiscImage } from '../../media/index.ts';
import type { DiscLabelInfo } from '../../paper/handover-sheet.ts';
import { logEvent } from '../../store/event-log.ts';
import { writeMeta } from '../../store/meta-store.ts';
import { exportedPapers, noteExported, printedPapers, scannedPapers } from '../../store/paper-log-store.ts';
import {
  keepHandAnswer,
  keepSet,
  newestHandAnswer,
  newestSet,
  type PlainSet,
} from '../../store/plain-set-store.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import { findingsOf } from '../drafts/findings-methods.ts';
import { chinaDate, type Desk, isoNow } from '../ground/desk.ts';
import { isSample } from '../ground/sample-desk.ts';
import { writeTarget } from '../ground/target-file.ts';
import { handedInBefore, nameOnForm } from '../paper/papers.ts';
import { discWords, handoverItems, inNoticeOrder, makeSet, photosOf, setDigest } from './plain-set.ts';
import { saysTheSame } from './same-submission.ts';
import { unitName } from './seal-parts.ts';
import { withLiveExplanations } from './seal-plan.ts';

/** The round as it would be handed in now. */
function standing(desk: Desk, { db, pack }: ReadLease, round: Round) {
  const drafted = buildSubmission(db, pack, round);
  const findings = findingsOf(desk, db, pack, drafted);
  const { errors, unexplained } = sealReadiness(drafted.nominees.length, findings);
  return { submission: withLiveExplanations(drafted, findings), errors, unexplained };
}

function requireSet(db: ReadLease['db'], round: Round): PlainSet {
  const set = newestSet(db, round);
  if (set === null) throw new JianbiaoError('plain-set-missing');
  return set;
}

/** What the list and the label say of a set, whatever else stands on them. */
function sheetHead(work: ReadLease, set: PlainSet): Omit<DiscLabelInfo, 'discs'> {
  const { db, pack } = work;
  const { campaign } = pack;
  return {
    campaign: { id: campaign.id, title: campaign.title },
    unitName: unitName(work, pack),
    kindName: `${roundTitle(campaign, set.submission.round)}材料`,
    revision: set.revision,
    date: chinaDate(new Date(set.madeAt)),
    specimen: isSample(db),
  };
}

/** Handing in on paper and disc, to a receiver that does not use this program. */
export function handoverMethods(desk: Desk) {
  return handlersOf({
    async 'handover.setPaperOnly'({ paperOnly }, { db }) {
      db.atomic(() => {
        writeMeta(db, 'paperOnly', paperOnly ? 'yes' : 'no');
        logEvent(db, isoNow(desk), 'way-changed', { value: paperOnly ? '纸质和光盘' : '报送包' });
      });
      return {};
    },
    async 'handover.plan'({ round }, work) {
      const { db, pack } = work;
      const { submission, errors, unexplained } = standing(desk, work, round);
      const [exported, printed, scanned] = [
        exportedPapers(db, round),
        printedPapers(db, round),
        scannedPapers(db, round),
      ];
      const set = newestSet(db, round);
      return {
        papers: inNoticeOrder(pack, submission, handedInBefore(db, pack, submission)).map((due) => {
          const subjectId = due.nominee?.id ?? 'unit';
          const code = formCheckCode(pack, submission, due.form, due.nominee);
          const isAt = (mark: typeof exported) => mark(due.form.id, subjectId)?.code === code;
          return {
            formId: due.form.id,
            title: formTitle(due.form),
            subjectId,
            subjectName: nameOnForm(pack, submission, due),
            copies: due.form.copies,
            code,
            exported: isAt(exported),
            printed: isAt(printed) || isAt(scanned),
          };
        }),
        photos: photosOf(pack, submission).map(({ name, photo }) => ({
          name,
          fileName: photo.name,
          copies: pack.campaign.photo?.copies ?? 0,
        })),
        errors,
        unexplained,
        set:
          set === null
            ? null
            : {
                digest: set.digest,
                revision: set.revision,
                madeAt: set.madeAt,
                sameAsNow: saysTheSame(set.submission, submission),
                nominees: set.submission.nominees.map((nominee) => ({
                  id: nominee.id,
                  name: subjectName(pack, nominee),
                })),
                answer: newestHandAnswer(db, set.digest),
              },
      };
    },
    async 'handover.disc'({ round, target }, work) {
      const { db, pack, job } = work;
      const { submission: now, errors, unexplained } = standing(desk, work, round);
      // Once more the same, for a second disc, is the same set under the same number.
      const before = newestSet(db, round);
      const submission = before !== null && saysTheSame(before.submission, now) ? before.submission : now;
      if (submission.nominees.length === 0) throw new JianbiaoError('seal-empty');
      if (errors > 0 || unexplained > 0)
        throw new JianbiaoError('plain-set-blocked', { errors, unexplained });
      const made = await makeSet(desk, work, submission, handedInBefore(db, pack, submission), job);
      if (made.failed.length > 0) return { name: '', bytes: 0, files: [], failed: [...made.failed] };
      const base = `${roundTitle(pack.campaign, round)}材料_${unitName(work, pack)}_第${submission.revision}版`;
      const watch = {
        signal: job.signal,
        onProgress: (done: number, total: number) => job.progress('disc', done, total),
        bare: true,
      };
      const madeAt = isoNow(desk);
      const written = await writeDisc();
      // Printing and writing take their time: what was typed meanwhile is not in this set, and `sameAsNow` will say so.
      keep(submission, madeAt);
      return { ...written, failed: [] };

      async function writeDisc(): Promise<{ name: string; bytes: number; files: string[] }> {
        if ('folder' in target) {
          const name = `光盘_${base}`;
          const folder = join(desk.handles.resolve(target.folder, 'folder'), name);
          const files = await makeDiscFolder(made.files, folder, watch);
          return {
            name,
            bytes: files.reduce((sum, file) => sum + file.bytes, 0),
            files: files.map((file) => file.name),
          };
        }
        const { folder, chosen } = desk.handles.resolveTarget({ file: target.image });
        const fileName = chosen ?? `${base}.iso`;
        const image = {
          folder,
          fileName,
          label: `jianbiao_${round}`,
          title: '推荐材料',
          date: new Date(madeAt),
        };
        const disc = await makeDiscImage(made.files, image, watch);
        return {
          name: shownName(join(folder, fileName)),
          bytes: disc.bytes,
          files: disc.files.map((file) => file.name),
        };
      }

      function keep(said: Submission, at: string): void {
        const digest = setDigest(said);
        db.atomic(() => {
          if (said !== before?.submission)
            keepSet(db, { digest, revision: said.revision, madeAt: at, submission: said });
          for (const { formId, subjectId, checkCode: code } of made.papers)
            noteExported(db, { formId, subjectId, round }, { code, at }, said.revision);
          logEvent(db, at, 'plain-set-made', { kind: round, revision: said.revision });
        });
      }
    },
    async 'handover.sheet'({ round, sheet, target }, work) {
      const { db, pack, header } = work;
      const set = requireSet(db, round);
      const head = sheetHead(work, set);
      const paper =
        sheet === 'list'
          ? await desk.paper().printHandover({
              ...head,
              recipient: header.role === 'host' ? '' : (pack.campaign.contacts[0]?.office ?? ''),
              items: handoverItems(pack, set.submission, handedInBefore(db, pack, set.submission)),
            })
          : await desk.paper().printDiscLabel({ ...head, discs: discWords(pack, set.submission) });
      return { fileName: writeTarget(desk.handles, target, paper.displayName, paper.bytes) };
    },
    async 'handover.answer'({ round, answer }, { db }) {
      const set = requireSet(db, round);
      const known = new Set(set.submission.nominees.map(({ id }) => id));
      const decided = new Set(answer.decisions.map(({ nomineeId }) => nomineeId));
      if (decided.size !== known.size || [...decided].some((id) => !known.has(id)))
        throw new JianbiaoError('plain-answer-incomplete', { count: known.size });
      const at = isoNow(desk);
      db.atomic(() => {
        keepHandAnswer(db, set.digest, { ...answer, enteredAt: at });
        logEvent(db, at, 'answer-entered', { kind: round, revision: set.revision });
      });
      return {};
    },
  });
}
