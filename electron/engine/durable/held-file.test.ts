import { describe, expect, test } from 'vitest';
import { whileHeld, whileHeldSync } from './held-file.ts';

function failing(times: number, code: string): { step: () => string; calls: () => number } {
  let calls = 0;
  return {
    step: () => {
      calls += 1;
      if (calls <= times) throw Object.assign(new Error(code), { code });
      return 'done';
    },
    calls: () => calls,
  };
}

describe('D7: trying again while a file is held', () => {
  test.each(['EPERM', 'EBUSY', 'EACCES'])('%s goes away', async (code) => {
    expect(whileHeldSync('/x/a.zip', failing(3, code).step)).toBe('done');
    const again = failing(3, code);
    expect(await whileHeld('/x/a.zip', async () => again.step())).toBe('done');
    expect(again.calls()).toBe(4);
  });

  test.each(['ENOSPC', 'EEXIST', 'EIO'])('%s is no matter of waiting', async (code) => {
    const once = failing(1, code);
    expect(() => whileHeldSync('/x/a.zip', once.step)).toThrow(expect.objectContaining({ code }));
    await expect(whileHeld('/x/a.zip', async () => failing(9, code).step())).rejects.toMatchObject({ code });
    expect(once.calls()).toBe(1);
  });

  test('gives up after two seconds, naming the file and not its folder', async () => {
    const always = failing(1000, 'EBUSY');
    const begun = performance.now();
    await expect(whileHeld('/secret/包.zip', async () => always.step())).rejects.toMatchObject({
      code: 'file-held',
      params: { file: '包.zip' },
    });
    expect(performance.now() - begun).toBeGreaterThan(1900);
  });
});
