import { expect, it } from 'vitest';
import { isJobRunning, whileRunning } from './running-jobs.ts';

it('counts a job as running until it has settled, well or badly, whatever else runs', async () => {
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const one = whileRunning(first.promise);
  const two = whileRunning(second.promise);
  expect(isJobRunning()).toBe(true);
  first.reject(new Error('介质拔出'));
  await expect(one).rejects.toThrow('介质拔出');
  expect(isJobRunning()).toBe(true);
  second.resolve('完成');
  expect(await two).toBe('完成');
  expect(isJobRunning()).toBe(false);
});
