import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { z } from 'zod';
import { makeDebianPackage } from './debian-package.ts';
import { ensureElectronRuntime } from './electron-runtime.ts';
import { findElectron } from './find-electron.ts';
import { assertFuses } from './fuses.ts';
import { paths } from './paths.ts';

/**
 * `npm run dist:dir`: packs the program for this machine without fetching any helper: the unpacked folder with fuses
 * set and read back, from it a .tar.gz, a portable .tar.gz that keeps its data beside itself, and a .deb.
 * The Electron is the installed one, or the test runtime where only a registry is reachable (then for trying out, not
 * for shipping: the line printed says which). `--folder-only` stops after the folder.
 */

const { version } = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(paths.root, 'package.json'), 'utf8')));

/** The Electron to pack: its folder and exact version. */
async function electronToPack(): Promise<{ dist: string; version: string; forShipping: boolean }> {
  const installed = findElectron();
  const dist = installed === null ? dirname(await ensureElectronRuntime()) : dirname(installed.executable);
  const found = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return { dist, version: found, forShipping: installed !== null };
}

const electron = await electronToPack();
const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
await build({
  targets: Platform.LINUX.createTarget('dir', arch),
  projectDir: paths.root,
  publish: 'never',
  config: {
    extends: join(paths.root, 'electron-builder.yml'),
    electronDist: electron.dist,
    electronVersion: electron.version,
  },
});
const unpacked = join(paths.release, arch === Arch.arm64 ? 'linux-arm64-unpacked' : 'linux-unpacked');
// The stand-in that lets the bare runtime take a folder; a packed program has its own app.asar.
rmSync(join(unpacked, 'resources', 'default_app.asar'), { force: true });
await assertFuses(join(unpacked, 'jianbiao'));
console.log(`fuses of ${unpacked} are as required`);

if (!process.argv.includes('--folder-only')) {
  const made: string[] = [];
  const name = `jianbiao-${version}-linux-${process.arch}`;
  const pack = (suffix: string): void => {
    const out = join(paths.release, `${name}${suffix}.tar.gz`);
    execFileSync('tar', [
      '-C',
      paths.release,
      '--owner=0',
      '--group=0',
      `--transform=s,^${basename(unpacked)},${name},`,
      '-czf',
      out,
      basename(unpacked),
    ]);
    made.push(out);
  };
  pack('');
  const mark = join(unpacked, 'portable.ini');
  writeFileSync(mark, '; 有此文件时，数据保存在程序文件夹内的 data 中。\n');
  try {
    pack('-portable');
  } finally {
    rmSync(mark);
  }
  if (existsSync('/usr/bin/dpkg-deb'))
    made.push(makeDebianPackage(unpacked, version, arch === Arch.arm64 ? 'arm64' : 'amd64'));
  const sums = made
    .map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`)
    .join('');
  writeFileSync(join(paths.release, 'SHA256SUMS'), sums);
  process.stdout.write(sums);
}
console.log(
  electron.forShipping
    ? `packed on Electron ${electron.version}`
    : `packed on the test runtime, Electron ${electron.version}: for trying out, not for shipping`,
);
