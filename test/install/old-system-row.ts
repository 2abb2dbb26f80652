import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtDriver } from '../../build/driver/build-driver.ts';
import { paths } from '../../build/kit/paths.ts';
import { programCopy } from './program-copy.ts';
import { runDemo } from './run-demo.ts';
import { ask, must } from './run-tool.ts';
import { fillRow, type Row } from './table.ts';

/** Debian 11's C library, 2.31, as Kylin V10 has it: from its packages, unpacked beside this system's own. */
function oldLibraries(work: string): { loader: string; path: string } {
  const apt = join(work, 'apt');
  for (const part of ['lists/partial', 'cache/archives/partial', 'state'])
    mkdirSync(join(apt, part), { recursive: true });
  writeFileSync(join(apt, 'status'), '');
  const mirror = sourceOfThisSystem();
  writeFileSync(
    join(apt, 'sources.list'),
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} bullseye main\n`,
  );
  const options = [
    `Dir::Etc::sourcelist=${join(apt, 'sources.list')}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State=${join(apt, 'state')}`,
    `Dir::State::lists=${join(apt, 'lists')}`,
    `Dir::State::status=${join(apt, 'status')}`,
    `Dir::Cache=${join(apt, 'cache')}`,
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  must('apt-get', [...options, 'update', '-qq']);
  must('apt-get', [...options, 'download', 'libc6', 'libstdc++6', 'libgcc-s1'], { cwd: work });
  const root = join(work, 'root');
  for (const name of readdirSync(work).filter((file) => file.endsWith('.deb')))
    must('dpkg-deb', ['-x', join(work, name), root]);
  const lib = join(root, 'lib', 'x86_64-linux-gnu');
  return {
    loader: join(lib, 'ld-2.31.so'),
    path: `${lib}:${join(root, 'usr', 'lib', 'x86_64-linux-gnu')}`,
  };
}

/** Where this system takes its own packages from. */
function sourceOfThisSystem(): string {
  const listed = execFileSync(
    'sh',
    ['-c', 'cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null; true'],
    {
      encoding: 'utf8',
    },
  );
  const found = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(\S+)/m.exec(listed)?.[1];
  if (found === undefined) throw new Error('this system names no source of packages');
  return found;
}

/** The engine on glibc 2.31: with the driver that the package brings it must fail, with the shipped one do the whole demo. */
export async function oldSystemRow(): Promise<Row & { readonly failed: boolean }> {
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-old-'));
  const own = await builtDriver({ arch: 'x64' }, console.log);
  const copy = programCopy(own, 'linux-x64.node');
  let words: readonly string[] = [];
  try {
    return await fillRow('glibc 2.31 x64, engine on Node 24', [
      [
        'built',
        () => {
          const { loader, path } = oldLibraries(work);
          words = [loader, '--library-path', path, process.execPath];
          const brought = join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node');
          const load = (file: string) =>
            ask(loader, [
              '--library-path',
              path,
              process.execPath,
              '-e',
              `process.dlopen({ exports: {} }, ${JSON.stringify(file)})`,
            ]);
          const refused = load(brought);
          if (refused.code === 0 && !readFileSync(brought).equals(readFileSync(own)))
            throw new Error('the driver that the package brings loads: this is no old system');
          const { code, out } = load(own);
          if (code !== 0) throw new Error(out);
          return 'driver loads (the package’s own does not)';
        },
      ],
      ['started', () => 'yes'],
      ['main job', () => `demo, ${runDemo(words, copy.cli)} files`],
    ]);
  } finally {
    copy.remove();
    rmSync(work, { recursive: true, force: true });
  }
}
