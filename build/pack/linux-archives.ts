import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../kit/paths.ts';
import { PORTABLE_MARK, PORTABLE_TEXT } from './portable-mark.ts';
import { programFacts } from './program-facts.ts';
import type { PackTarget } from './targets.ts';

/**
 * Packs an unpacked Linux program into two .tar.gz, the second of which keeps its data beside itself. Both start by a
 * script that tells in Chinese what the machine lacks. Gives the files' paths.
 */
export function makeLinuxArchives(unpacked: string, target: PackTarget, suffix: string): readonly string[] {
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-tar-'));
  try {
    const name = `jianbiao-${programFacts().version}-linux-${target.arch}${suffix}`;
    const folder = join(work, name);
    cpSync(unpacked, folder, { recursive: true });
    renameSync(join(folder, 'jianbiao'), join(folder, 'jianbiao.bin'));
    copyFileSync(join(import.meta.dirname, 'linux-launcher.sh'), join(folder, 'jianbiao'));
    chmodSync(join(folder, 'jianbiao'), 0o755);
    // Without root it can be nothing but an ordinary file; with the bit and another owner Chromium would stop.
    chmodSync(join(folder, 'chrome-sandbox'), 0o755);
    const pack = (ending: string): string => {
      const out = join(paths.release, `${name}${ending}.tar.gz`);
      execFileSync('tar', ['-C', work, '--owner=0', '--group=0', '-czf', out, name]);
      return out;
    };
    const plain = pack('');
    writeFileSync(join(folder, PORTABLE_MARK), PORTABLE_TEXT);
    return [plain, pack('-portable')];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
