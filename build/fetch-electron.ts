import { accessSync, constants, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import { z } from 'zod';
import { type ElectronRuntime, electronPackageDir, findElectron, platformPath } from './kit/find-electron.ts';
import { unzip } from './kit/unzip.ts';

/** Set to 1, nothing is ever fetched. */
const NO_DOWNLOAD = 'JIANBIAO_NO_DOWNLOAD';

/** Somebody waits for a window: a mirror that does not answer by then is not there today. */
const REACH_MS = 4_000;
/** A download from which nothing comes for so long has died; the local shell does the same work meanwhile. */
const STALL_MS = 6_000;
const MAKERS = 'https://github.com/electron/electron/releases/download/';

export type FetchedElectron =
  | { readonly runtime: ElectronRuntime }
  /** Why there is none, as the beginning of a sentence. */
  | { readonly problem: string };

/** Where the runtime is fetched from: the variables that Electron's own installer knows, else its makers' server. */
function electronMirror(env: NodeJS.ProcessEnv): string {
  return env.npm_config_electron_mirror || env.NPM_CONFIG_ELECTRON_MIRROR || env.ELECTRON_MIRROR || MAKERS;
}

/**
 * Fetches the Electron that the npm package names, once, compares its hash with the package's own list and unpacks it
 * where `findElectron` looks. Never throws and never waits for long: whatever is amiss comes back as a sentence.
 * `packageDir` is the electron package's folder; `say` prints a line.
 */
export async function fetchElectron(
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
  packageDir: string = electronPackageDir,
): Promise<FetchedElectron> {
  if (env[NO_DOWNLOAD] === '1') return { problem: `本机没有 Electron 运行时，${NO_DOWNLOAD} 又不许下载` };
  // Known before 120 MB are on their way.
  try {
    accessSync(packageDir, constants.W_OK);
  } catch {
    return {
      problem: `本机没有 Electron 运行时，${packageDir} 又不许当前用户写入（由它的主人运行一次 npm start，以后谁都能用）`,
    };
  }
  const mirror = electronMirror(env);
  const unreachable = await whyUnreachable(mirror);
  if (unreachable !== null) return { problem: `本机没有 Electron 运行时，${unreachable}` };
  say(`首次运行：正在从 ${mirror} 下载 Electron 运行时（约 120 MB），只下载这一次；按 Ctrl+C 取消。`);
  try {
    const zip = await download(say, mirror, env, packageDir);
    say('  下载完成，与 electron 包所列的 SHA-256 一致，正在解压……');
    const part = mkdtempSync(join(packageDir, 'dist-part-'));
    try {
      await unzip(zip, part);
      rmSync(join(packageDir, 'dist'), { recursive: true, force: true });
      renameSync(part, join(packageDir, 'dist'));
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
    writeFileSync(join(packageDir, 'path.txt'), platformPath());
  } catch (thrown) {
    return { problem: `Electron 运行时没有下载成功（${whyFailed(thrown)}）` };
  }
  const runtime = findElectron(env, packageDir);
  return runtime === null ? { problem: '下载的 Electron 运行时中没有可执行文件' } : { runtime };
}

/** Null when something answers at the mirror, whatever it says. */
async function whyUnreachable(mirror: string): Promise<string | null> {
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) });
    return null;
  } catch (thrown) {
    if (thrown instanceof TypeError && !URL.canParse(mirror)) return `镜像地址 ${mirror} 不是网址`;
    return `又连不上 ${mirror}`;
  }
}

async function download(
  say: (line: string) => void,
  mirror: string,
  env: NodeJS.ProcessEnv,
  packageDir: string,
): Promise<string> {
  const { version } = z
    .looseObject({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  const checksums = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(packageDir, 'checksums.json'), 'utf8')));
  const stall = new AbortController();
  const give = (): void => stall.abort(new Error(`${STALL_MS / 1000} 秒没有收到数据`));
  let timer = setTimeout(give, STALL_MS);
  let told = 0;
  try {
    return await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      mirrorOptions: { mirror },
      ...(env.electron_config_cache === undefined ? {} : { cacheRoot: env.electron_config_cache }),
      downloadOptions: {
        quiet: true,
        signal: stall.signal,
        getProgressCallback: async ({ percent }: { percent: number }) => {
          clearTimeout(timer);
          if (percent < 1) timer = setTimeout(give, STALL_MS);
          const tenths = Math.floor(percent * 10);
          if (tenths > told) say(`  已下载 ${tenths * 10}%`);
          told = Math.max(told, tenths);
        },
      },
    });
  } catch (thrown) {
    throw stall.signal.aborted ? stall.signal.reason : thrown;
  } finally {
    clearTimeout(timer);
  }
}

function whyFailed(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (/checksum|mismatch/i.test(`${thrown.name} ${thrown.message}`))
    return '收到的文件与 electron 包所列的 SHA-256 不符，已丢弃';
  const status = /Response code (\d+)/.exec(thrown.message)?.[1];
  if (status !== undefined) return `服务器答复 ${status}`;
  const code = 'code' in thrown ? thrown.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return '磁盘空间不够，约需 500 MB';
  return thrown.message;
}
