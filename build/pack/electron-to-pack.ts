import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import { z } from 'zod';
import { ensureElectronRuntime } from '../kit/electron-runtime.ts';
import { findElectron } from '../kit/find-electron.ts';
import { paths } from '../kit/paths.ts';
import { unzip } from '../kit/unzip.ts';
import { type PackTarget, targetName } from './targets.ts';

/** The Electron that a package stands on. */
export interface PackedElectron {
  /** Folder with the runtime's files. */
  readonly dist: string;
  readonly version: string;
  /** Null for the real one; else what stands in for it: such a package is for trying out and is named so. */
  readonly standIn: string | null;
  /** Takes away what was unpacked for this alone. */
  remove(): void;
}

export interface ElectronChoice {
  /** A folder with the zips as Electron's makers publish them, or null: download. */
  readonly zips: string | null;
  /** A stand-in that the caller brings: its folder and its name. Only for trying out. */
  readonly standIn: { readonly dist: string; readonly version: string; readonly name: string } | null;
}

const electronPackage = join(paths.root, 'node_modules', 'electron');

/** What the electron package of the lock file says of its own zips: name to sha256. */
function checksums(): { readonly version: string; readonly sums: Readonly<Record<string, string>> } {
  const { version } = z
    .looseObject({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')));
  const sums = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(electronPackage, 'checksums.json'), 'utf8')));
  return { version, sums };
}

/** Throws Error unless the zip has the hash that the electron package, pinned by the lock file, gives for its name. */
export function checkZip(file: string, name: string, sums: Readonly<Record<string, string>>): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sums[name] === undefined) throw new Error(`electron 的校验表中没有 ${name}`);
  if (found !== sums[name])
    throw new Error(`${name} 的 SHA-256 是 ${found}，与 electron 包所列的 ${sums[name]} 不同：没有打包。`);
}

/**
 * The Electron to pack for a target: the zip in `zips`, or a download, each compared with the hash that the electron
 * package brings; on this very machine also the installed one. Throws Error with a sentence when none can be had.
 */
export async function electronToPack(target: PackTarget, choice: ElectronChoice): Promise<PackedElectron> {
  if (choice.standIn !== null) {
    const { dist, version, name } = choice.standIn;
    return { dist, version, standIn: name, remove: () => undefined };
  }
  const here = target.platform === process.platform && target.arch === process.arch;
  const installed = choice.zips === null && here ? findElectron() : null;
  if (installed !== null) {
    const dist = dirname(installed.executable);
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    return { dist, version, standIn: null, remove: () => undefined };
  }
  const { version, sums } = checksums();
  const name = `electron-v${version}-${targetName(target)}.zip`;
  const zip = choice.zips === null ? await download(target, version, sums) : join(choice.zips, name);
  if (!existsSync(zip)) throw new Error(`文件夹 ${choice.zips} 中没有 ${name}`);
  checkZip(zip, name, sums);
  const dist = mkdtempSync(join(tmpdir(), 'jianbiao-electron-dist-'));
  await unzip(zip, dist);
  return { dist, version, standIn: null, remove: () => rmSync(dist, { recursive: true, force: true }) };
}

async function download(
  { platform, arch }: PackTarget,
  version: string,
  sums: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    return await downloadArtifact({
      version,
      platform,
      arch,
      artifactName: 'electron',
      checksums: { ...sums },
    });
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(
      `取不到 Electron ${version}（${platform}-${arch}）：${said}\n` +
        `请用 ELECTRON_MIRROR 指明镜像，或把 electron-v${version}-${platform}-${arch}.zip 放进一个文件夹，用 --electron 文件夹 指明。`,
    );
  }
}

/** The tests' own runtime as a stand-in for this machine, where nothing else can be had. */
export async function testRuntime(): Promise<NonNullable<ElectronChoice['standIn']>> {
  const dist = dirname(await ensureElectronRuntime());
  const version = readFileSync(join(dist, 'version'), 'utf8').trim();
  return { dist, version, name: `electron-${version}` };
}
