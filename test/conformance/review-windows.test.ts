import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import { closeWorkspaceFile, openWorkspaceFile } from '../../electron/engine/store/workspace-file.ts';
import { withDecision } from '../../renderer/review/review-draft.ts';
import { ReviewQueue } from '../../renderer/review/review-queue.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import {
  emptyReview,
  nomineePart,
  partIn,
  partOf,
  type ReviewChange,
  type ReviewContent,
  withChange,
} from '../../shared/words/review-schema.ts';
import { codeOf, DeskLoop, passphrase } from '../support/desk-loop.ts';

/**
 * Two windows of one office decide at the same moment, the disk fails now and then, answers come late: no decision that was
 * acknowledged is ever lost or stands with another nominee, and what was not acknowledged is still in its window.
 */

const RUNS = Number(process.env.JIANBIAO_INTERLEAVINGS ?? '150');
const loop = new DeskLoop();
let office: EngineClient;
let packageId: string;
let nominees: readonly string[];

beforeAll(async () => {
  const issued = await loop.office();
  office = issued.client;
  const unit = await loop.unit('示例省机关事务管理局', 'recommender', issued, 'province');
  await loop.take(office, unit.enrolment);
  await office.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  const sealed = await loop.seal(unit.client, 'preliminary', true);
  expect(await loop.take(office, sealed.fileName)).toMatchObject([{ outcome: 'imported' }]);
  packageId = sealed.digest;
  nominees = [...unit.ids.values()];
});
afterAll(() => loop.close());

const get = () => office.call('review.get', { packageId });
const about = (nomineeId: string, base: number, decision: 'accept' | 'reject', note = ''): ReviewChange => ({
  part: 'nominee',
  base,
  nomineeId,
  review: { decision, note, comments: [] },
});
const save = (...changes: ReviewChange[]) => office.call('review.save', { packageId, revision: 1, changes });

it('two windows that decide on two nominees at the same moment keep both decisions', async () => {
  const [first = '', second = ''] = nominees;
  const { bases } = await get();
  await Promise.all([save(about(first, 0, 'accept')), save(about(second, 0, 'reject', '级别超限'))]);
  expect(bases).toEqual({});
  const { decisions } = await get();
  expect(decisions.map((one) => [one.nomineeId, one.decision]).sort()).toEqual(
    [
      [first, 'accept'],
      [second, 'reject'],
    ].sort(),
  );
});

it('a decision made on a state that is no longer there is refused with the nominee’s name, and nothing of the step is written', async () => {
  const [first = '', , third = ''] = nominees;
  const before = await get();
  const stale = save(about(first, 0, 'reject', '另一窗口'), about(third, 0, 'accept'));
  await expect(stale).rejects.toMatchObject({ code: 'review-conflict' });
  await expect(stale).rejects.toThrow(/别的窗口里已经改过/);
  expect(await get()).toEqual(before);
  for (const part of ['general', 'unit'] as const) {
    const change = (base: number): ReviewChange =>
      part === 'general' ? { part, base, text: `第 ${base} 稿` } : { part, base, comments: [] };
    const { step } = await save(change(0));
    expect(await codeOf(save(change(0)))).toBe('review-conflict');
    await save(change(step));
  }
  const twice = await get();
  expect(
    await codeOf(
      save({ part: 'general', base: twice.bases.general ?? 0, text: '一' }, about(third, 7, 'accept')),
    ),
  ).toBe('review-conflict');
});

it('an undo takes back only the step its window saw', async () => {
  const { step } = await save({ part: 'unit', base: (await get()).bases.unit ?? 0, comments: [] });
  const later = await save({
    part: 'general',
    base: (await get()).bases.general ?? 0,
    text: '别的窗口刚写的',
  });
  const undo = (seen: number) => office.call('review.undo', { packageId, revision: 1, step: seen });
  expect(await codeOf(undo(step))).toBe('review-undo-other');
  expect((await get()).general).toBe('别的窗口刚写的');
  await undo(later.step);
  expect((await get()).general).not.toBe('别的窗口刚写的');
});

/** What the engine must hold, kept beside it from its acknowledgements alone. */
class Model {
  steps: { step: number; changes: readonly ReviewChange[] }[] = [];
  acknowledged: ReviewChange[] = [];
  start: ReviewContent = emptyReview;
  bases: Record<string, number> = {};

  standing(part: string): number {
    const written = this.steps.filter(({ changes }) => changes.some((change) => partOf(change) === part));
    return written.at(-1)?.step ?? this.bases[part] ?? 0;
  }

  content(): ReviewContent {
    return this.steps.flatMap(({ changes }) => changes).reduce(withChange, this.start);
  }
}

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('decide' as const), window: fc.nat(1), nominee: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('general' as const), window: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), window: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refresh' as const), window: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retry' as const), window: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('choose' as const), window: fc.nat(1), mine: fc.boolean() }),
  },
);

it('interleaved saves of two windows lose no acknowledged decision and give none to another nominee', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(act, { minLength: 2, maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 0, maxLength: 4 }),
      async (scheduler, acts, failures) => {
        run += 1;
        const model = new Model();
        const begin = await get();
        model.start = {
          general: begin.general,
          unitComments: begin.unitComments,
          decisions: begin.decisions,
        };
        model.bases = begin.bases;
        const disk = [...failures];
        const broken: string[] = [];
        // One call of the engine and its entry in the model at a time, in the order in which they reach it.
        let turn: Promise<unknown> = Promise.resolve();
        const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
          const mine = turn.then(work);
          turn = mine.catch(() => undefined);
          return mine;
        };
        const open = () =>
          new ReviewQueue(begin, {
            async save(changes) {
              await scheduler.schedule(Promise.resolve(), 'request');
              if (disk.pop() === true) throw new JianbiaoError('disk-full');
              const answer = await inTurn(async () => {
                const stale = changes.filter((change) => model.standing(partOf(change)) !== change.base);
                try {
                  const { step } = await save(...changes);
                  if (stale.length > 0) broken.push('a decision on an older state was taken');
                  model.steps.push({ step, changes });
                  model.acknowledged.push(...changes);
                  return { step };
                } catch (error) {
                  if (stale.length === 0)
                    broken.push(`a decision was refused without reason: ${String(error)}`);
                  return { error };
                }
              });
              await scheduler.schedule(Promise.resolve(), 'answer');
              if ('error' in answer) throw answer.error;
              return answer;
            },
            async undo(step) {
              await scheduler.schedule(Promise.resolve(), 'undo');
              await inTurn(async () => {
                const last = model.steps.at(-1);
                await office.call('review.undo', { packageId, revision: 1, step });
                if (last?.step !== step) broken.push('another step was taken back than the window saw');
                model.steps.pop();
              });
            },
            async reload() {
              const state = await get();
              await scheduler.schedule(Promise.resolve(), 'reading');
              return state;
            },
            sentence: String,
            isConflict: (error) => error instanceof JianbiaoError && error.code === 'review-conflict',
          });
        const windows = [open(), open()];
        const wanted = new Map<string, string>();
        let number = 0;
        const done: Promise<unknown>[] = [];
        for (const one of acts) {
          const queue = windows[one.window];
          if (queue === undefined) continue;
          const act = async () => {
            switch (one.kind) {
              case 'decide': {
                const nomineeId = nominees[one.nominee] ?? '';
                number += 1;
                const note = `${run}.${number} ${nomineeId} 窗口${one.window}`;
                wanted.set(`${one.window} ${nomineePart(nomineeId)}`, note);
                await queue.change((draft) =>
                  withDecision(draft, {
                    nomineeId,
                    decision: number % 2 === 0 ? 'accept' : 'return',
                    note,
                    comments: [],
                  }),
                );
                return;
              }
              case 'general': {
                number += 1;
                const text = `${run}.${number} 窗口${one.window}`;
                wanted.set(`${one.window} general`, text);
                await queue.change((draft) => ({ ...draft, general: text }));
                return;
              }
              case 'undo':
                if (queue.shown().canUndo && model.steps.length > 0) await queue.undo();
                return;
              case 'refresh':
                queue.refresh(await get());
                return;
              case 'retry':
                await queue.flush();
                return;
              case 'choose': {
                const parts = queue.shown().conflicts.map(({ part }) => part);
                for (const part of one.mine ? [] : parts) wanted.delete(`${one.window} ${part}`);
                await queue.resolve(new Set(one.mine ? [] : parts));
              }
            }
          };
          done.push(
            scheduler
              .schedule(Promise.resolve(), 'act')
              .then(act)
              .catch(() => undefined),
          );
        }
        await scheduler.waitFor(Promise.all(done));
        expect(broken).toEqual([]);

        // What the engine holds is what it acknowledged and nobody took back.
        const stands = await get();
        const held: ReviewContent = model.content();
        for (const part of ['general', 'unit', ...nominees.map(nomineePart)]) {
          expect(partIn(stands, part, 0)).toEqual(partIn(held, part, 0));
        }
        // Every word stands with the nominee it was written for.
        for (const change of model.acknowledged) {
          if (change.part === 'nominee') expect(change.review.note).toContain(` ${change.nomineeId} `);
        }
        // What a window wrote last on a part was acknowledged, or is still in that window and shown.
        const textOf = (change: ReviewChange) =>
          change.part === 'nominee' ? change.review.note : change.part === 'general' ? change.text : '';
        for (const [place, text] of wanted) {
          const [at = '0', part = ''] = place.split(' ');
          const queue = windows[Number(at)];
          const kept = [...model.acknowledged, ...(queue?.unwritten() ?? [])].filter(
            (one) => partOf(one) === part,
          );
          expect(kept.map(textOf)).toContain(text);
        }
      },
    ),
    { numRuns: RUNS },
  );
});

it('arch-F11: a step of a review and its entry in the log are written together or not at all', async () => {
  const written = await save({ part: 'general', base: (await get()).bases.general ?? 0, text: '记下的意见' });
  const before = await get();
  const id = (await office.call('workspace.current', {}))?.id ?? '';
  await office.call('workspace.lock', {});
  // A log that takes no entry about reviews: what a disk leaves that fails between the two.
  const file = await openWorkspaceFile(loop.dataDir('领导小组办公室'), id, { passphrase });
  file.db.raw.exec(`CREATE TRIGGER no_entry BEFORE INSERT ON events WHEN NEW.kind LIKE 'review-%'
    BEGIN SELECT RAISE(ABORT, 'no entry'); END`);
  closeWorkspaceFile(file);
  await office.call('workspace.unlock', { id, secret: { passphrase } });
  const { step } = written;
  expect(await codeOf(office.call('review.undo', { packageId, revision: 1, step }))).not.toBe('none');
  expect(await get()).toEqual(before);
  expect(await codeOf(save({ part: 'general', base: step, text: '没有记下的' }))).not.toBe('none');
  expect(await get()).toEqual(before);
});
