import { expect, it } from 'vitest';
import { discNeeded } from './disc-needed.ts';

it('names the smallest blank disc that holds it', () => {
  expect(discNeeded(1)).toBe('一张 CD 光盘（700 MB）放得下');
  expect(discNeeded(737_280_000)).toContain('CD');
  expect(discNeeded(737_280_001)).toContain('一张 DVD');
  expect(discNeeded(0xffff_ffff)).toContain('一张 DVD');
  expect(discNeeded(4_700_372_993)).toContain('双层');
  expect(discNeeded(9_000_000_000)).toContain('放不下');
});
