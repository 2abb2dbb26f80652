import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { paths } from './kit/paths.ts';

test('on the Node that README names first, npm ci warns of no package that asks for another Node', () => {
  const readme = readFileSync(join(paths.root, 'README.md'), 'utf8');
  const named = /^Node (\d+) with its npm is all a machine needs/m.exec(readme)?.[1];
  const bin = join(paths.root, 'node_modules', 'node', 'bin');
  const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout;
  expect(version.startsWith(`v${named}.`)).toBe(true);
  const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--ignore-scripts', '--offline'], {
    cwd: paths.root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  expect(status).toBe(0);
  expect(stderr).not.toContain('EBADENGINE');
});
