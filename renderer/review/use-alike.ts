import type { ApiResult } from '../../shared/api.ts';
import { useEngineQuery } from '../kit/engine.ts';

const none: ApiResult<'inbox.alike'> = [];

/** What other units' packages have in common with this one; nothing until it is known. */
export function useAlike(packageId: string): ApiResult<'inbox.alike'> {
  return useEngineQuery('inbox.alike', { packageId }).data ?? none;
}
