import { execFileSync, fork } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fixedBytes } from '../conformance/sample-packages.ts';
import type { BenchRow } from './bench.ts';

/** 1 GB as issue 4 asks: two scans' worth of hundreds of megabytes each, not one convenient file. */
const partBytes = 256 << 20;
const parts = 4;
/** Memory above idle, in megabytes (design: budgets). */
const memoryLimit = 300;

/** What one job of the child process says. */
const report = z.object({ ms: z.number(), idleMb: z.number(), peakMb: z.number(), path: z.string() });
type Report = z.infer<typeof report>;

function makeParts(folder: string): string[] {
  const block = fixedBytes('bench', 1 << 20);
  return Array.from({ length: parts }, (_, part) => {
    const path = join(folder, `part-${part}.pdf`);
    const handle = openSync(path, 'w');
    for (let at = 0; at < partBytes; at += block.length) {
      // Each block differs, so that nothing can be cached or compressed away.
      block.writeUInt32LE(part * 1_000_003 + at, 0);
      writeSync(handle, block);
    }
    closeSync(handle);
    return path;
  });
}

/** Runs one job in a process of its own, so that its memory is its own. */
function job(
  kind: 'seal' | 'verify' | 'open',
  folder: string,
  secret: string,
  asElectron = false,
): Promise<Report> {
  // Electron's node:crypto lacks the cipher of age; with it hidden, the portable one is measured.
  const execArgv = asElectron
    ? ['--import', join(import.meta.dirname, '../conformance/hide-algorithms.ts')]
    : [];
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'seal-job.ts'), [kind, folder, secret], {
      execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let answer: Report | null = null;
    child.on('message', (message) => {
      answer = report.parse(message);
    });
    child.on('exit', (code) =>
      answer === null ? reject(new Error(`job ${kind} ended with ${code}`)) : resolve(answer),
    );
  });
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function timeRow(what: string, ms: number, peer: string, peerMs: number, allowed: number): BenchRow {
  return { what, measured: seconds(ms), against: `${peer}: ${seconds(peerMs)}`, ratio: ms / peerMs, allowed };
}

function memoryRow(what: string, { idleMb, peakMb }: Report): BenchRow {
  const above = peakMb - idleMb;
  return {
    what: `${what}, memory above idle`,
    measured: `${above.toFixed(0)} MB`,
    against: `limit ${memoryLimit} MB, idle ${idleMb.toFixed(0)} MB`,
    ratio: above / memoryLimit,
    allowed: 1,
  };
}

/** Seals, verifies and opens 1 GB, plain and encrypted, beside zip, sha256sum, unzip and age on the same bytes. */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-bench-'));
  try {
    const files = makeParts(folder);
    const tool = (name: string, ...args: string[]) =>
      execFileSync(name, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
    const sha256 = time(() => tool('sha256sum', ...files));
    const zip = time(() => tool('zip', '-q', '-0', 'peer.zip', ...files));
    const unzip = time(() => tool('unzip', '-qq', 'peer.zip', '-d', 'peer'));
    rmSync(join(folder, 'peer'), { recursive: true });
    tool('age-keygen', '-o', 'key');
    const recipient = execFileSync('age-keygen', ['-y', join(folder, 'key')], { encoding: 'utf8' }).trim();
    const age = time(() => tool('age', '-r', recipient, '-o', 'peer.age', 'peer.zip'));
    const ageOpen = time(() => tool('age', '-d', '-i', 'key', '-o', 'peer2.zip', 'peer.age'));
    for (const name of ['peer.zip', 'peer.age', 'peer2.zip']) rmSync(join(folder, name));
    const rows: BenchRow[] = [];
    const sealed = await job('seal', folder, '');
    rows.push(
      timeRow('1 GB sealed, read back and verified', sealed.ms, 'zip -0 + sha256sum', zip + sha256, 1.5),
    );
    rows.push(memoryRow('1 GB sealed', sealed));
    const verified = await job('verify', folder, '');
    rows.push(timeRow('1 GB verified', verified.ms, 'unzip + sha256sum', unzip + sha256, 1.5));
    const opened = await job('open', folder, '');
    rows.push(timeRow('1 GB verified and opened', opened.ms, 'unzip + sha256sum', unzip + sha256, 1.5));
    rows.push(memoryRow('1 GB opened', opened));
    rmSync(sealed.path);
    rmSync(opened.path, { recursive: true });
    for (const asElectron of [false, true]) {
      const where = asElectron ? ', with the ciphers Electron has' : '';
      const wrapped = await job('seal', folder, recipient, asElectron);
      const toSeal = zip + sha256 + age + ageOpen;
      rows.push(
        timeRow(
          `1 GB sealed and encrypted, read back${where}`,
          wrapped.ms,
          'zip -0 + sha256sum + age + age -d',
          toSeal,
          1.5,
        ),
        memoryRow(`1 GB sealed and encrypted${where}`, wrapped),
      );
      const unwrapped = await job('open', folder, join(folder, 'key'), asElectron);
      const toOpen = ageOpen + unzip + sha256;
      rows.push(
        timeRow(
          `1 GB decrypted, verified, opened${where}`,
          unwrapped.ms,
          'age -d + unzip + sha256sum',
          toOpen,
          1.5,
        ),
        memoryRow(`1 GB decrypted and opened${where}`, unwrapped),
      );
      rmSync(wrapped.path);
      rmSync(unwrapped.path, { recursive: true });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
