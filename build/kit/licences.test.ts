import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { licences } from '../../renderer/settings/licences.ts';
import { licenceTexts } from './licences.ts';
import { paths } from './paths.ts';

const asked: Readonly<Record<string, string>> = manifest.dependencies;

/** What a package calls itself: some are installed under the name of the one whose place they take. */
function ownName(name: string): string {
  return /^npm:(.+)@/.exec(asked[name] ?? '')?.[1] ?? name;
}

test('every package that ships has its chapter, with its text', () => {
  const text = `\n${licenceTexts(paths.root)}`;
  for (const { name } of licences) {
    expect(text).toContain(`\n${ownName(name)} `);
  }
  expect(text).toContain('\nbetter-sqlite3-multiple-ciphers ');
  expect(text.match(/Permission is hereby granted/g)?.length ?? 0).toBeGreaterThan(30);
  expect(text).toContain('SIL OPEN FONT LICENSE');
  // What is compiled into a package has a text of its own.
  const reader = text.slice(text.indexOf('\nzxing-wasm '));
  expect(reader).toContain('It contains zxing-cpp (Apache-2.0).');
  expect(reader).toContain('Apache License');
});
