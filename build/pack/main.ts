import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from '../kit/find-electron.ts';
import { paths } from '../kit/paths.ts';
import { makeDebianPackage } from './debian-package.ts';
import { type ElectronChoice, electronToPack, type PackedElectron, testRuntime } from './electron-to-pack.ts';
import { makeLinuxArchives } from './linux-archives.ts';
import { newestGlibcIn, packProgram } from './pack-program.ts';
import { billOfMaterials } from './sbom.ts';
import { type PackTarget, TARGETS, targetName } from './targets.ts';
import { hasMakensis, makePortableZip, makeWindowsSetup } from './windows-packages.ts';

/**
 * `npm run dist:linux`, `dist:win`, `dist` (both) and `dist:dir` (this machine): packs the program into release/, with a
 * list of its parts beside each artefact and SHA256SUMS over all. Arguments: targets (linux-x64, win32-arm64, …) or
 * `--here`; `--electron FOLDER` takes Electron's zips from a folder, else they are downloaded, and each is compared with
 * its known hash; `--folder-only` stops after the unpacked program.
 * `--here` falls back to the tests' own runtime where no Electron can be had: for trying out, and named so.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    here: { type: 'boolean', default: false },
    electron: { type: 'string' },
    'folder-only': { type: 'boolean', default: false },
  },
});

function wantedTargets(): readonly PackTarget[] {
  if (values.here) return [{ platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64' }];
  return positionals.map((name) => {
    const target = TARGETS.get(name);
    if (target === undefined)
      throw new Error(`没有“${name}”这个目标，只有 ${[...TARGETS.keys()].join('、')}`);
    return target;
  });
}

async function choose(): Promise<ElectronChoice> {
  const zips = values.electron ?? null;
  const standIn = values.here && zips === null && findElectron() === null ? await testRuntime() : null;
  return { zips, standIn };
}

async function makeArtefacts(
  unpacked: string,
  target: PackTarget,
  electron: PackedElectron,
): Promise<readonly string[]> {
  const suffix = electron.standIn === null ? '' : `-stand-in-${electron.standIn}`;
  if (target.platform === 'linux') {
    const [version, file] = newestGlibcIn(unpacked);
    console.log(`newest glibc asked for: ${version.join('.')} (${file})`);
    return [
      ...makeLinuxArchives(unpacked, target, suffix),
      ...(existsSync('/usr/bin/dpkg-deb')
        ? [makeDebianPackage(unpacked, target.arch === 'arm64' ? 'arm64' : 'amd64', suffix)]
        : []),
    ];
  }
  const zip = await makePortableZip(unpacked, target, suffix);
  if (hasMakensis()) return [zip, makeWindowsSetup(unpacked, target, suffix)];
  console.log('没有 makensis（Debian 软件包 nsis）：没有做安装程序，只有免安装版。');
  return [zip];
}

const sums: string[] = [];
try {
  const choice = await choose();
  for (const target of wantedTargets()) {
    const electron = await electronToPack(target, choice);
    try {
      const unpacked = await packProgram(target, electron);
      if (!values['folder-only'])
        for (const file of await makeArtefacts(unpacked, target, electron)) {
          const parts = `${file}.cdx.json`;
          writeFileSync(parts, billOfMaterials(file, basename(file), electron.version));
          for (const one of [file, parts])
            sums.push(`${createHash('sha256').update(readFileSync(one)).digest('hex')}  ${basename(one)}\n`);
        }
      console.log(
        electron.standIn === null
          ? `${targetName(target)}: packed on Electron ${electron.version}`
          : `${targetName(target)}: packed on a stand-in (${electron.standIn}): for trying out, not for shipping`,
      );
    } finally {
      electron.remove();
    }
  }
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
}
if (sums.length > 0) {
  writeFileSync(join(paths.release, 'SHA256SUMS'), sums.join(''));
  process.stdout.write(sums.join(''));
}
