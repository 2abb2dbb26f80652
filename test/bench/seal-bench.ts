import { execFileSync, fork, spawnSync } from 'node:child_process';
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
const report = z.object({
  ms: z.number(),
  cpuMs: z.number(),
  idleMb: z.number(),
  peakMb: z.number(),
  path: z.string(),
});
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

/** What something took. The ratio is of processor time: a busy machine stretches the clock, not the work. */
interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Runs a stranger's tool under bash's `time`, which alone tells a child's processor time. */
function toolCost(folder: string, ...command: string[]): Cost {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd: folder,
    encoding: 'utf8',
  });
  const times = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (status !== 0 || times === null) throw new Error(`${command[0]} failed: ${stderr}`);
  return { ms: Number(times[1]) * 1000, cpuMs: (Number(times[2]) + Number(times[3])) * 1000 };
}

function sum(...costs: readonly Cost[]): Cost {
  return {
    ms: costs.reduce((total, cost) => total + cost.ms, 0),
    cpuMs: costs.reduce((total, cost) => total + cost.cpuMs, 0),
  };
}

function show({ ms, cpuMs }: Cost): string {
  return `${(cpuMs / 1000).toFixed(2)} s of processor, ${(ms / 1000).toFixed(2)} s by the clock`;
}

function timeRow(what: string, cost: Cost, peer: string, peerCost: Cost, allowed: number): BenchRow {
  return {
    what,
    measured: show(cost),
    against: `${peer}: ${show(peerCost)}`,
    ratio: cost.cpuMs / peerCost.cpuMs,
    allowed,
  };
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
    const sha256 = toolCost(folder, 'sha256sum', ...files);
    const zip = toolCost(folder, 'zip', '-q', '-0', 'peer.zip', ...files);
    const unzip = toolCost(folder, 'unzip', '-qq', 'peer.zip', '-d', 'peer');
    rmSync(join(folder, 'peer'), { recursive: true });
    toolCost(folder, 'age-keygen', '-o', 'key');
    const recipient = execFileSync('age-keygen', ['-y', join(folder, 'key')], { encoding: 'utf8' }).trim();
    const age = toolCost(folder, 'age', '-r', recipient, '-o', 'peer.age', 'peer.zip');
    const ageOpen = toolCost(folder, 'age', '-d', '-i', 'key', '-o', 'peer2.zip', 'peer.age');
    for (const name of ['peer.zip', 'peer.age', 'peer2.zip']) rmSync(join(folder, name));
    const rows: BenchRow[] = [];
    const sealed = await job('seal', folder, '');
    rows.push(
      timeRow('1 GB sealed, read back and verified', sealed, 'zip -0 + sha256sum', sum(zip, sha256), 1.5),
    );
    rows.push(memoryRow('1 GB sealed', sealed));
    const verified = await job('verify', folder, '');
    rows.push(timeRow('1 GB verified', verified, 'unzip + sha256sum', sum(unzip, sha256), 1.5));
    const opened = await job('open', folder, '');
    rows.push(timeRow('1 GB verified and opened', opened, 'unzip + sha256sum', sum(unzip, sha256), 1.5));
    rows.push(memoryRow('1 GB opened', opened));
    rmSync(sealed.path);
    rmSync(opened.path, { recursive: true });
    for (const asElectron of [false, true]) {
      const where = asElectron ? ', with the ciphers Electron has' : '';
      const wrapped = await job('seal', folder, recipient, asElectron);
      const toSeal = sum(zip, sha256, age, ageOpen);
      rows.push(
        timeRow(
          `1 GB sealed and encrypted, read back${where}`,
          wrapped,
          'zip -0 + sha256sum + age + age -d',
          toSeal,
          1.5,
        ),
        memoryRow(`1 GB sealed and encrypted${where}`, wrapped),
      );
      const unwrapped = await job('open', folder, join(folder, 'key'), asElectron);
      const toOpen = sum(ageOpen, unzip, sha256);
      rows.push(
        timeRow(
          `1 GB decrypted, verified, opened${where}`,
          unwrapped,
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
