import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { registerDraft } from '../app/drafts.ts';
import { callEngine, engineKey, useEngineQuery } from '../app/engine.ts';
import { notifyError, sentenceOf } from '../app/notify.ts';
import type { Reading } from '../ui/loaded.tsx';
import type { SaveStatus } from '../ui/saved-state.tsx';
import { type ReviewDraft, type ReviewState, saveArguments } from './review-draft.ts';

/** The review of one package: what is decided, saving each step, taking the last one back. */
export interface Review {
  readonly draft: ReviewDraft | undefined;
  readonly canUndo: boolean;
  readonly status: SaveStatus;
  readonly reading: Reading<ReviewState>;
  /** Saves a new step; the screen shows it at once. Resolves when it is written, or has failed and says so. */
  readonly change: (next: (draft: ReviewDraft) => ReviewDraft) => Promise<void>;
  readonly retry: () => void;
  readonly undo: () => void;
}

/**
 * Holds the review's draft. Every change is one saved step (review.save is append-only); saves run one after the other,
 * so that a slow one never overtakes the next. What could not be saved stays on the screen and can be tried again.
 */
export function useReview(packageId: string, revision: number): Review {
  const client = useQueryClient();
  const query = useEngineQuery('review.get', { packageId });
  const [unsaved, setUnsaved] = useState<ReviewDraft | null>(null);
  const [status, setStatus] = useState<SaveStatus>({ kind: 'clean', savedAt: null });
  const latest = useRef<ReviewDraft | null>(null);
  const chain = useRef<Promise<void>>(Promise.resolve());
  const draft = unsaved ?? query.data;

  const save = useCallback(
    (next: ReviewDraft) => {
      latest.current = next;
      setUnsaved(next);
      setStatus({ kind: 'saving' });
      chain.current = chain.current.then(async () => {
        if (latest.current !== next) return;
        try {
          await callEngine('review.save', saveArguments(packageId, revision, next));
          if (latest.current !== next) return;
          latest.current = null;
          client.setQueryData<ReviewState>(engineKey('review.get', { packageId }), {
            ...next,
            canUndo: true,
          });
          setUnsaved(null);
          setStatus({ kind: 'clean', savedAt: new Date().toISOString() });
        } catch (error) {
          setStatus({ kind: 'failed', message: sentenceOf(error) });
          notifyError(error, '审核意见没有保存');
        }
      });
    },
    [client, packageId, revision],
  );

  useEffect(() => registerDraft({ flush: () => chain.current, isDirty: () => latest.current !== null }), []);

  const change = useCallback(
    (next: (draft: ReviewDraft) => ReviewDraft) => {
      const base = latest.current ?? client.getQueryData<ReviewState>(engineKey('review.get', { packageId }));
      if (base !== undefined) save(next(base));
      return chain.current;
    },
    [client, packageId, save],
  );
  const undo = () => {
    chain.current = chain.current.then(async () => {
      try {
        await callEngine('review.undo', { packageId });
        latest.current = null;
        setUnsaved(null);
        await query.refetch();
      } catch (error) {
        notifyError(error);
      }
    });
  };
  return {
    draft,
    canUndo: query.data?.canUndo ?? false,
    status,
    reading: query,
    change,
    retry: () => {
      if (latest.current !== null) save(latest.current);
    },
    undo,
  };
}
