import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import type { ApiArgs, ApiResult } from '../../shared/api.ts';

/** Looks at a workbook and takes everything that can come in, as a clerk who leaves every tick. */
export async function importAll(
  client: Pick<EngineClient, 'call'>,
  source: ApiArgs<'bulk.read'>['source'],
): Promise<ApiResult<'bulk.take'>> {
  const { planDigest, people } = await client.call('bulk.read', { source });
  return client.call('bulk.take', { source, planDigest, keys: people.map(({ key }) => key) });
}
