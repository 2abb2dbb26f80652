import { expect, test } from 'vitest';
import {
  completeLockFile,
  type LockFile,
  missingPackages,
  platformOf,
  readLockFile,
} from './complete-lockfile.ts';

test('this lock file names every package of every system, and no registry', () => {
  const lock = readLockFile();
  expect(missingPackages(lock)).toEqual([]);
  expect(JSON.stringify(lock)).not.toMatch(/"resolved"|https?:\/\/registry/);
});

test('packages left out are written in beside their parents', () => {
  const lock: LockFile = {
    packages: {
      '': {},
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@t/linux-x64': '1.0.0', '@t/win32-arm64': '1.0.0' },
      },
      'node_modules/@t/linux-x64': { version: '1.0.0' },
      'node_modules/other': { version: '1.0.0' },
      'node_modules/other/node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@t/win32-arm64': '2.0.0' },
      },
    },
  };
  const { packages } = completeLockFile(lock);
  expect(packages['node_modules/@t/win32-arm64']).toEqual({
    version: '1.0.0',
    cpu: ['arm64'],
    os: ['win32'],
    dev: true,
    optional: true,
  });
  expect(packages['node_modules/other/node_modules/tool/node_modules/@t/win32-arm64']).toMatchObject({
    version: '2.0.0',
  });
  expect(missingPackages(completeLockFile(lock))).toEqual([]);
});

test.each([
  ['@biomejs/cli-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
  ['@napi-rs/canvas-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@esbuild/win32-ia32', { cpu: ['ia32'], os: ['win32'] }],
  ['fsevents', {}],
])('%s tells its system', (name, system) => {
  expect(platformOf(name)).toEqual(system);
});
