import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiResult } from '../../shared/api.ts';
import type { Content } from '../../shared/words/content.ts';
import { callEngine } from '../kit/engine.ts';

type Listed = ApiResult<'records.list'>[number];
export type Contents = ReadonlyMap<string, { readonly savedAt: string | null; readonly content: Content }>;

const KEY = ['overview', 'contents'] as const;
/** Records asked for at a time. */
const AT_ONCE = 8;

/**
 * The contents of all nominees, for counting, once the list of them is known. Only records saved since the last reading
 * are read again, so a list of 240 costs once.
 */
export function useContents(list: readonly Listed[] | undefined): UseQueryResult<Contents, Error> {
  const client = useQueryClient();
  const signature = (list ?? []).map((entry) => `${entry.id}@${entry.savedAt ?? ''}`).join(' ');
  return useQuery({
    queryKey: [...KEY, signature],
    queryFn: async (): Promise<Contents> => {
      const known = new Map(
        client.getQueriesData<Contents>({ queryKey: KEY }).flatMap(([, data]) => [...(data ?? [])]),
      );
      const contents = new Map<string, { savedAt: string | null; content: Content }>();
      const wanted: Listed[] = [];
      for (const entry of list ?? []) {
        const old = known.get(entry.id);
        if (old !== undefined && old.savedAt === entry.savedAt) contents.set(entry.id, old);
        else wanted.push(entry);
      }
      for (let at = 0; at < wanted.length; at += AT_ONCE) {
        const part = wanted.slice(at, at + AT_ONCE);
        const states = await Promise.all(part.map(({ id }) => callEngine('record.get', { id })));
        for (const state of states)
          contents.set(state.id, { savedAt: state.savedAt, content: state.content });
      }
      return contents;
    },
    enabled: list !== undefined,
    placeholderData: (previous) => previous,
    gcTime: 60_000,
  });
}
