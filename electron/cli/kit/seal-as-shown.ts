import type { ApiArgs, ApiResult } from '../../../shared/api.ts';
import type { EngineClient } from './engine-client.ts';

/** What may be said of a package beside its content: where it goes, to whom of several, and why in the clear. */
type Asked<M extends 'seal.run' | 'feedback.seal' | 'receipt.seal'> = Omit<ApiArgs<M>, 'planDigest'>;

/** Seals a round as its plan stands now: for callers that show no plan to anyone. Throws like `seal.run`. */
export async function sealAsShown(
  client: Pick<EngineClient, 'call'>,
  asked: Asked<'seal.run'>,
): Promise<ApiResult<'seal.run'>> {
  const { round, recipient, plain } = asked;
  const { planDigest } = await client.call('seal.plan', {
    round,
    plain: plain !== undefined,
    ...(recipient === undefined ? {} : { recipient }),
  });
  return client.call('seal.run', { ...asked, planDigest });
}

/** Seals an answer as its plan stands now. Throws like `feedback.seal` and `receipt.seal`. */
export async function answerAsShown(
  client: Pick<EngineClient, 'call'>,
  kind: 'feedback' | 'receipt',
  asked: Asked<'feedback.seal'>,
): Promise<ApiResult<'feedback.seal'>> {
  const { packageId, plain } = asked;
  const plan = await client.call('answer.plan', { packageId, plain: plain !== undefined });
  return client.call(`${kind}.seal`, { ...asked, planDigest: plan[kind].planDigest });
}
