import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from './connect.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-connect-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a driver that is gone, or is none, is named as such and not as an unknown fault', () => {
  const broken = join(folder, 'broken.node');
  writeFileSync(broken, 'no machine code');
  for (const nativeBinding of [broken, join(folder, 'absent.node')]) {
    expect(() => connect(':memory:', { nativeBinding })).toThrow(
      expect.objectContaining({ code: 'database-driver-missing' }),
    );
  }
});

test('an error of SQLite itself stays what it is', () => {
  expect(() => connect(join(folder, 'absent.db'), { fileMustExist: true })).toThrow(
    expect.objectContaining({ code: 'SQLITE_CANTOPEN' }),
  );
});
