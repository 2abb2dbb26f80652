import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAppAddress, mayLoad } from './app-address.ts';

describe('isAppAddress', () => {
  test.each(['app://jianbiao/index.html', 'app://jianbiao/assets/a.js', 'app://jianbiao/'])(
    '%s is ours',
    (address) => {
      expect(isAppAddress(address)).toBe(true);
    },
  );
  test.each([
    'http://x/?next=app://jianbiao/index.html',
    'app://jianbiao.evil/index.html',
    'app://evil/jianbiao',
    'app://user@jianbiao/index.html',
    'app://jianbiao:81/index.html',
    'apps://jianbiao/index.html',
    'file:///index.html',
    'about:blank',
    'data:text/html,app://jianbiao/',
    '',
  ])('%s is not', (address) => {
    expect(isAppAddress(address)).toBe(false);
  });
  test('no web address is ever ours', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => !mayLoad(url)),
    );
  });
});

describe('mayLoad', () => {
  test('takes blobs of our own origin and no others', () => {
    expect(mayLoad('blob:app://jianbiao/0c7f2d2e')).toBe(true);
    expect(mayLoad('blob:http://127.0.0.1/0c7f2d2e')).toBe(false);
    expect(mayLoad('blob:app://evil/0c7f2d2e')).toBe(false);
    expect(mayLoad('ws://jianbiao/')).toBe(false);
    expect(mayLoad('devtools://devtools/bundled/x.html')).toBe(false);
  });
});
