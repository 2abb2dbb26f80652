import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRunFolder, sweepRunFolders } from './run-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'jianbiao-run-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** Lets a process of its own make a run folder and ends it by kill -9, as a crash does. Gives what it left. */
async function crashedRun(): Promise<string> {
  const program =
    `import { createRunFolder } from ${JSON.stringify(import.meta.resolve('./run-folder.ts'))};` +
    `import { writeFileSync } from 'node:fs';` +
    `const run = createRunFolder(${JSON.stringify(parent)}, ${JSON.stringify(join(parent, 'crashed'))});` +
    `writeFileSync(run.path + '/scan.pdf', 'clear text'); console.log(run.path); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const path = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  sweepRunFolders(parent);
  expect(existsSync(join(path, 'scan.pdf'))).toBe(true);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return path;
}

test('what a killed run left in clear is gone at the next start, and a living run keeps its own', async () => {
  const living = createRunFolder(parent, join(parent, 'data'));
  const left = await crashedRun();
  expect(existsSync(join(left, 'scan.pdf'))).toBe(true);
  const next = createRunFolder(parent, join(parent, 'data'));
  expect(existsSync(left)).toBe(false);
  expect(existsSync(living.path)).toBe(true);
  next.remove();
  living.remove();
  expect(existsSync(living.path)).toBe(false);
});

test('a folder whose process number another process has by now is swept too', () => {
  const stolen = join(parent, `jianbiao-local-${process.pid}-AbCdEf`);
  mkdirSync(stolen, { mode: 0o700 });
  writeFileSync(join(stolen, 'process'), '12345 not our start');
  sweepRunFolders(parent);
  expect(existsSync(stolen)).toBe(false);
});

test('a folder of an earlier version is swept once it has rested for a day; links are left alone', () => {
  const old = join(parent, 'jianbiao-local-OldOne');
  const young = join(parent, 'jianbiao-local-YngOne');
  for (const folder of [old, young]) mkdirSync(folder);
  const before = new Date(Date.now() - 25 * 3600 * 1000);
  utimesSync(old, before, before);
  const elsewhere = join(parent, 'elsewhere');
  mkdirSync(elsewhere);
  const link = join(parent, 'jianbiao-local-1-linked');
  symlinkSync(elsewhere, link, 'junction');
  sweepRunFolders(parent);
  expect([old, young, elsewhere, link].map((path) => existsSync(path))).toEqual([false, true, true, true]);
});

test("the page that hands the code over is this user's alone, and goes when the code was spent", () => {
  const run = createRunFolder(parent, join(parent, 'data'));
  const page = run.writePage('http://127.0.0.1:1/enter#code=</script>');
  const html = readFileSync(page, 'utf8');
  expect(html.match(/<\/script>/g)).toHaveLength(1);
  expect(basename(page)).not.toContain('code');
  // Windows keeps rights by the folder and not by these bits.
  if (process.platform !== 'win32')
    expect([run.path, page].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  run.dropPages();
  expect(existsSync(page)).toBe(false);
  run.remove();
});

test('a run knows another on the same data that still goes on, and none that is over or works elsewhere', async () => {
  const data = join(parent, 'data');
  const first = createRunFolder(parent, data);
  const [second, elsewhere] = [data, join(parent, 'other')].map((folder) => createRunFolder(parent, folder));
  expect([first, second, elsewhere].map((run) => run?.isSecond)).toEqual([false, true, false]);
  await crashedRun();
  expect(createRunFolder(parent, join(parent, 'crashed')).isSecond).toBe(false);
});
