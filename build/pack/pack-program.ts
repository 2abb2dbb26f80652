import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { build } from 'electron-builder';
import { assertLoadable, builtDriver, putDriver } from '../driver/build-driver.ts';
import { compareVersions, newestNeed, readElfNeeds } from '../driver/elf-needs.ts';
import { paths } from '../kit/paths.ts';
import type { PackedElectron } from './electron-to-pack.ts';
import { assertFuses } from './fuses.ts';
import { builderTarget, driverName, type PackTarget, targetName, unpackedProgram } from './targets.ts';

/**
 * Packs the unpacked program for one target: bundle, driver and Electron, with fuses set and read back and the driver
 * looked at. Gives the folder. Throws Error when anything in it is not as a release needs it.
 */
export async function packProgram(target: PackTarget, electron: PackedElectron): Promise<string> {
  const { folder, executable } = unpackedProgram(target);
  if (target.platform === 'linux')
    putDriver(
      await builtDriver({ arch: target.arch }, console.log),
      join(paths.dist, 'drivers', driverName(target)),
    );
  rmSync(folder, { recursive: true, force: true });
  await build({
    targets: builderTarget(target),
    projectDir: paths.root,
    publish: 'never',
    config: {
      extends: join(paths.root, 'electron-builder.yml'),
      electronDist: electron.dist,
      electronVersion: electron.version,
      // A stand-in for Windows is no Electron and has no fuses.
      ...(electron.standIn !== null && target.platform === 'win32' ? { electronFuses: null } : {}),
    },
  });
  // What lets the bare runtime of the tests take a folder; a packed program has its own app.asar.
  for (const name of ['default_app.asar', 'default_app.sha256'])
    rmSync(join(folder, 'resources', name), { force: true });
  if (electron.standIn === null || target.platform === 'linux') {
    await assertFuses(executable);
    console.log(`fuses of ${folder} are as required`);
  }
  assertOneDriver(folder, target);
  return folder;
}

/** Throws Error unless the package holds the driver of its own target, that one alone, and one that loads on the oldest system. */
function assertOneDriver(folder: string, target: PackTarget): void {
  const asar = join(folder, 'resources', 'app.asar');
  const drivers = listPackage(asar, { isPack: false }).filter((name) => name.endsWith('.node'));
  const wanted = `/node_modules/better-sqlite3/prebuilds/${driverName(target)}`;
  if (drivers.length !== 1 || drivers[0]?.replaceAll('\\', '/') !== wanted)
    throw new Error(`${targetName(target)} holds ${drivers.join(', ') || 'no driver'}, not ${wanted} alone`);
  const file = join(`${asar}.unpacked`, wanted);
  if (target.platform === 'linux') assertLoadable(file, target.arch);
  else assertWindowsMachine(file, target.arch);
}

/** PE header: the machine's number stands four bytes after the place that offset 0x3c names. */
const WINDOWS_MACHINES = { x64: 0x8664, arm64: 0xaa64 } as const;

/** Throws Error unless a Windows program or library is made for this machine. */
export function assertWindowsMachine(file: string, arch: PackTarget['arch']): void {
  const bytes = readFileSync(file);
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString('latin1', header, header + 4) !== 'PE\0\0')
    throw new Error(`${file} is no Windows file`);
  const machine = bytes.readUInt16LE(header + 4);
  if (machine !== WINDOWS_MACHINES[arch])
    throw new Error(`${file} is made for machine 0x${machine.toString(16)}, not for ${arch}`);
}

/** The newest glibc that anything in an unpacked Linux program asks for, with the file that does: `[[2, 25], 'jianbiao']`. */
export function newestGlibcIn(folder: string): readonly [version: readonly number[], file: string] {
  let newest: readonly [readonly number[], string] = [[0], ''];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.subarray(0, 4).toString('latin1') !== '\x7fELF') continue;
    const need = newestNeed(readElfNeeds(bytes), 'GLIBC');
    if (need !== null && compareVersions(need, newest[0]) > 0) newest = [need, entry.name];
  }
  return newest;
}
