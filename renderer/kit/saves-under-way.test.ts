import { afterEach, expect, it, vi } from 'vitest';
import { duringSave, savesEnded } from './saves-under-way.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('waits for the saves that have begun, whatever becomes of them', async () => {
  const heard: string[] = [];
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const saved = duringSave((begun) => {
    begun();
    return first.promise;
  });
  const failed = duringSave(async (begun) => {
    await Promise.resolve();
    begun();
    return second.promise;
  }).catch(() => 'failed');
  const ended = savesEnded().then(() => heard.push('ended'));
  first.resolve('one');
  expect(await saved).toBe('one');
  expect(heard).toEqual([]);
  second.reject(new Error('full'));
  expect(await failed).toBe('failed');
  await ended;
  expect(heard).toEqual(['ended']);
  await savesEnded();
});

it('does not wait for a dialog that stands open', async () => {
  vi.useFakeTimers();
  const dialog = Promise.withResolvers<null>();
  const save = duringSave(() => dialog.promise);
  let free = false;
  const ended = savesEnded().then(() => {
    free = true;
  });
  await vi.advanceTimersByTimeAsync(900);
  expect(free).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await ended;
  expect(free).toBe(true);
  dialog.resolve(null);
  expect(await save).toBeNull();
});
