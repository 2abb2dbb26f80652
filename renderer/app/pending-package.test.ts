import { expect, it } from 'vitest';
import { offerPackage, packageWaits, takePackages } from './pending-package.ts';

it('keeps a package until a page takes it, and hands later ones over at once', () => {
  expect(offerPackage('h-1')).toBe(false);
  expect(packageWaits()).toBe(true);
  const taken: string[] = [];
  const stop = takePackages((handle) => taken.push(handle));
  expect(packageWaits()).toBe(false);
  expect(offerPackage('h-2')).toBe(true);
  expect(taken).toEqual(['h-1', 'h-2']);
  stop();
  expect(offerPackage('h-3')).toBe(false);
  takePackages(() => undefined)();
});
