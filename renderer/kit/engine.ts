import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ApiArgs, ApiResult, EventName, EventPayload, MethodName } from '../../shared/api.ts';
import { readingsOf, readsDrafts } from '../../shared/api.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { bridge } from './bridge.ts';
import { flushDrafts } from './drafts.ts';
import { notifyError } from './notify.ts';

/**
 * Calls the engine. Gives the value, or throws a `JianbiaoError` with the code of the contract and its Chinese
 * sentence.
 */
export async function callEngine<M extends MethodName>(method: M, args: ApiArgs<M>): Promise<ApiResult<M>> {
  if (readsDrafts(method)) await flushDrafts();
  const answer = await bridge().call(method, args);
  if (answer.ok) return answer.value;
  throw new JianbiaoError(answer.error.code, answer.error.params);
}

/**
 * One query client per window. The engine is a local process: nothing goes stale by time, everything by events, and
 * being offline is the normal state (react-query would otherwise pause).
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Key of a query in the cache, for reading or setting it by hand. */
export function engineKey<M extends MethodName>(method: M, args: ApiArgs<M>): readonly unknown[] {
  return ['engine', method, args];
}

/**
 * Reads a method of the engine; read again when an event says that it changed.
 * `keepPrevious` shows the old answer while arguments change.
 */
export function useEngineQuery<M extends MethodName>(
  method: M,
  args: ApiArgs<M>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<ApiResult<M>, Error> {
  const base: UseQueryOptions<ApiResult<M>, Error> = {
    queryKey: engineKey(method, args),
    queryFn: () => callEngine(method, args),
    enabled: options.enabled ?? true,
  };
  return useQuery<ApiResult<M>, Error>(
    options.keepPrevious === true ? { ...base, placeholderData: keepPreviousData as never } : base,
  );
}

/**
 * Calls a method on demand. A failure is shown as a notification with its Chinese sentence unless `quiet`, when the
 * page shows `mutation.error` itself (`sentenceOf`).
 */
export function useEngineMutation<M extends MethodName>(
  method: M,
  options: {
    readonly quiet?: boolean;
    readonly onDone?: (value: ApiResult<M>, args: ApiArgs<M>) => void;
  } = {},
): UseMutationResult<ApiResult<M>, Error, ApiArgs<M>> {
  return useMutation<ApiResult<M>, Error, ApiArgs<M>>({
    mutationFn: (args) => callEngine(method, args),
    onSuccess: (value, args) => options.onDone?.(value, args),
    onError: (error) => {
      if (options.quiet !== true) notifyError(error);
    },
  });
}

/** Listens to an event of the engine while mounted. */
export function useEngineEvent<E extends EventName>(
  event: E,
  listener: (payload: EventPayload<E>) => void,
): void {
  const latest = useEffectEvent(listener);
  useEffect(() => bridge().on(event, (payload) => latest(payload)), [event]);
}

/**
 * Connects `changed` events with the cache. Events within 80 ms are taken together: a burst of autosaves makes one
 * reading of the findings, not one per keystroke. Gives the function that disconnects.
 */
export function connectInvalidation(client: QueryClient): () => void {
  let timer: number | undefined;
  const touched = new Set<MethodName>();
  const run = () => {
    timer = undefined;
    const methods = new Set(touched);
    touched.clear();
    void client.invalidateQueries({ predicate: (query) => methods.has(query.queryKey[1] as MethodName) });
  };
  const off = bridge().on('changed', ({ what }) => {
    for (const method of readingsOf(what)) touched.add(method);
    timer ??= window.setTimeout(run, 80);
  });
  return () => {
    window.clearTimeout(timer);
    off();
  };
}
