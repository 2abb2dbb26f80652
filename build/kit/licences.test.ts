import { expect, test } from 'vitest';
import { licences } from '../../renderer/settings/licences.ts';
import { licenceTexts } from './licences.ts';
import { paths } from './paths.ts';

test('every package that ships has its chapter, with its text', () => {
  const text = `\n${licenceTexts(paths.root)}`;
  for (const { name } of licences) {
    if (name !== 'better-sqlite3') expect(text).toContain(`\n${name} `);
  }
  expect(text).toContain('better-sqlite3-multiple-ciphers ');
  expect(text.match(/Permission is hereby granted/g)?.length ?? 0).toBeGreaterThan(30);
  expect(text).toContain('SIL OPEN FONT LICENSE');
  // What is compiled into a package has a text of its own.
  const reader = text.slice(text.indexOf('\nzxing-wasm '));
  expect(reader).toContain('It contains zxing-cpp (Apache-2.0).');
  expect(reader).toContain('Apache License');
});
