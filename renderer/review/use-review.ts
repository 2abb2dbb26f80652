import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { nomineeOfPart } from '../../shared/words/review-schema.ts';
import { registerDraft } from '../kit/drafts.ts';
import { callEngine, engineKey, useEngineQuery } from '../kit/engine.ts';
import type { Reading } from '../kit/loaded.tsx';
import {
  notifyDone,
  notifyError,
  notifyProblem,
  notifyUnsaved,
  sentenceOf,
  withdrawProblem,
} from '../kit/notify.ts';
import { keepForLater, takeWaitingReview } from '../kit/rescue.ts';
import type { SaveStatus } from '../kit/saved-state.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import type { ReviewDraft, ReviewState } from './review-draft.ts';
import { type ReviewConflict, ReviewQueue, type ReviewShown } from './review-queue.ts';

/** The review of one package: what is decided, saving each step, taking the last one back. */
export interface Review {
  readonly draft: ReviewDraft | undefined;
  readonly canUndo: boolean;
  readonly status: SaveStatus;
  readonly conflicts: readonly ReviewConflict[];
  readonly reading: Reading<ReviewState>;
  /** Saves a new step; the screen shows it at once. Resolves when it is written, rejects when it is not. */
  readonly change: (next: (draft: ReviewDraft) => ReviewDraft) => Promise<void>;
  readonly retry: () => void;
  /** Gives up what could not be written. */
  readonly discard: () => void;
  /** Writes the chosen side of each part in conflict. */
  readonly resolve: (theirs: ReadonlySet<string>) => Promise<void>;
  readonly undo: () => void;
}

const UNREAD: ReviewShown = {
  draft: { general: '', unitComments: [], decisions: [] },
  status: { kind: 'clean', savedAt: null },
  conflicts: [],
  canUndo: false,
  lastParts: [],
};
const NOT_SAVED = '审核意见没有保存';
const nothingToHear = () => () => undefined;
const unread = () => UNREAD;

/**
 * Holds the review of a package. What could not be written stays on the screen and can be tried again; when the page goes away
 * with it, it is kept in the window and written later like an open form.
 */
export function useReview(
  packageId: string,
  revision: number,
  names: { readonly unit: string; readonly nominees: ReadonlyMap<string, string> },
): Review {
  const { info } = useWorkspace();
  const client = useQueryClient();
  const query = useEngineQuery('review.get', { packageId });
  const [queue, setQueue] = useState<ReviewQueue | null>(null);
  const state = query.data;
  useEffect(() => {
    if (queue !== null || state === undefined) return;
    setQueue(
      new ReviewQueue(
        state,
        {
          save: (changes) => callEngine('review.save', { packageId, revision, changes: [...changes] }),
          undo: (step) => callEngine('review.undo', { packageId, revision, step }),
          reload: () => callEngine('review.get', { packageId }),
          sentence: sentenceOf,
          isConflict: (error) => error instanceof JianbiaoError && error.code === 'review-conflict',
        },
        { waiting: takeWaitingReview(info.id, packageId) },
      ),
    );
  }, [queue, state, info.id, packageId, revision]);
  const shown = useSyncExternalStore(queue?.subscribe ?? nothingToHear, queue?.shown ?? unread);
  const { unit } = names;

  useEffect(() => {
    if (queue === null) return;
    queue.flush().catch(() => undefined);
    const unregister = registerDraft(queue);
    return () => {
      // After the boxes of the page have handed over what was being typed in them.
      void Promise.resolve()
        .then(() => queue.flush())
        .catch((error: unknown) => {
          const changes = queue.unwritten();
          keepForLater({ workspaceId: info.id, packageId, revision, unit, changes });
          notifyUnsaved(
            error,
            '离开前审核意见没有保存成功，还在窗口里，存得下时会自动补存。请先不要关闭窗口',
          );
        })
        .finally(unregister);
    };
  }, [queue, info.id, packageId, revision, unit]);

  useEffect(() => {
    if (state !== undefined) queue?.refresh(state);
  }, [queue, state]);

  const failed = shown.status.kind === 'failed' ? shown.status.message : null;
  useEffect(() => {
    if (failed === null) return;
    notifyProblem(failed, NOT_SAVED);
    return () => withdrawProblem(failed, NOT_SAVED);
  }, [failed]);

  const change = useCallback(
    (next: (draft: ReviewDraft) => ReviewDraft) => queue?.change(next) ?? Promise.resolve(),
    [queue],
  );
  const undo = () => {
    queue
      ?.undo()
      .then((parts) =>
        notifyDone(`已撤销上一步：${parts.map((part) => partName(part, names.nominees)).join('、')}`),
      )
      .catch((error: unknown) => notifyError(error, '没有撤销'))
      .finally(() => client.invalidateQueries({ queryKey: engineKey('review.get', { packageId }) }));
  };
  return {
    draft: queue === null ? undefined : shown.draft,
    canUndo: shown.canUndo,
    status: shown.status,
    conflicts: shown.conflicts,
    reading: query,
    change,
    retry: () => {
      queue?.flush().catch(() => undefined);
    },
    discard: () => queue?.discard(),
    resolve: (theirs) => queue?.resolve(theirs) ?? Promise.resolve(),
    undo,
  };
}

/** How the clerk calls a part of a review. */
export function partName(part: string, nominees: ReadonlyMap<string, string>): string {
  const id = nomineeOfPart(part);
  if (id !== null) return `对“${nominees.get(id) ?? id}”的意见`;
  return part === 'general' ? '总体意见' : '对单位材料的意见';
}
