import { expect, it } from 'vitest';
import { offerPackage, onPackageWaits, packageWaits, takePackages } from './pending-package.ts';

it('keeps packages until a page takes them, and hands later ones over at once', () => {
  const heard: boolean[] = [];
  const deafen = onPackageWaits(() => heard.push(packageWaits()));
  offerPackage('h-1');
  offerPackage('h-2');
  expect(packageWaits()).toBe(true);
  const taken: (readonly string[])[] = [];
  const stop = takePackages((handles) => taken.push(handles));
  expect(packageWaits()).toBe(false);
  offerPackage('h-3');
  expect(taken).toEqual([['h-1', 'h-2'], ['h-3']]);
  stop();
  offerPackage('h-4');
  expect(heard).toEqual([true, true, false, true]);
  deafen();
  takePackages(() => undefined)();
});
