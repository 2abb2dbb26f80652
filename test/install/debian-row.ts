import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../build/kit/paths.ts';
import { mainFlow } from '../e2e/flows/main-flow.ts';
import { goTo } from '../e2e/pages/start-page.ts';
import { ordinaryUser } from '../e2e/support/ordinary-user.ts';
import { type InstalledDesk, openInstalledDesk } from './installed-desk.ts';
import { markInstalled } from './mark-installed.ts';
import { ask, must } from './run-tool.ts';
import { type Column, fillRow, type Row } from './table.ts';

const PROGRAM = '/opt/Jianbiao';

/**
 * What lintian says of every Chromium: minified scripts it takes for sources, libraries of its own, no manual page, and a
 * place outside /usr. Everything else counts.
 */
const CHROMIUM_TAGS =
  /(?:embedded-library|hardening-no-|shared-library-lacks-prerequisites|library-not-linked-against-libc|dir-or-file-in-opt|no-manual-page|elevated-privileges|unstripped-binary-or-object|statically-linked-binary|spelling-error-in-binary|executable-stack|shlib-with-executable-stack|sharedobject-in-library-directory-missing-soname|desktop-entry-contains-unknown-key|desktop-command-not-in-package|copyright-without-copyright-notice|unknown-field|initial-upload-closes-no-bugs|extra-license-file|national-encoding|package-contains-timestamped-gzip|bad-whatis-entry|groff-message|exit-in-shared-library|font-in-non-font-package|truetype-font-prohibits-installable-embedding|duplicate-font-file|privacy-breach|very-long-line-length-in-source-file|source-is-missing|binary-from-other-architecture)/;

function packagePath(): string {
  const found = readdirSync(paths.release)
    .filter((name) => /amd64.*\.deb$/.test(name))
    .sort()
    .at(-1);
  if (found === undefined) throw new Error('no .deb in release/: npm run dist:dir makes it');
  return join(paths.release, found);
}

/** The Debian package on this machine: installed, started by an ordinary user, used, reinstalled while open, removed. */
export async function debianRow(): Promise<Row & { readonly failed: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-installed-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'home', 'config', 'Jianbiao', 'data');
  let desk: InstalledDesk | null = null;
  const steps: readonly (readonly [Column, () => string | Promise<string>])[] = [
    [
      'built',
      () => {
        const wrong = ask('lintian', ['--tag-display-limit', '0', packagePath()])
          .out.split('\n')
          .filter((line) => /^[EW]: /.test(line) && !CHROMIUM_TAGS.test(line));
        if (wrong.length > 0) throw new Error(wrong.join('\n'));
        return 'yes, lintian has no more to say';
      },
    ],
    [
      'installed',
      () => {
        must('dpkg', ['-i', packagePath()]);
        must('dpkg', ['-V', 'jianbiao']);
        must('desktop-file-validate', ['/usr/share/applications/jianbiao.desktop']);
        const kind = must('xdg-mime', ['query', 'filetype', '/dev/null']).trim();
        const asked = must('xdg-mime', ['query', 'default', 'application/vnd.jianbiao.package']).trim();
        if (asked !== 'jianbiao.desktop')
          throw new Error(`a package opens with ${asked || 'nothing'} (${kind})`);
        const help = must(ordinaryUser()?.wrap('/usr/bin/jianbiao', folder) ?? 'jianbiao', ['help']);
        if (!help.includes('verify')) throw new Error(help);
        return 'yes, files whole, .age is its kind, answers the command line';
      },
    ],
    [
      'started',
      async () => {
        await markInstalled(PROGRAM);
        desk = await openInstalledDesk(`${PROGRAM}/jianbiao`, folder);
        await desk.page.getByRole('heading', { name: '新建工作区' }).waitFor();
        return 'ordinary user, sandbox on';
      },
    ],
    [
      'main job',
      async () => {
        if (desk === null) throw new Error('not started');
        await mainFlow(desk);
        return 'office pack to comment at the field';
      },
    ],
    [
      'updated',
      async () => {
        must('dpkg', ['-i', packagePath()]);
        if (desk === null) throw new Error('not started');
        // Another page is read from the program's files, which have just been exchanged.
        await goTo(desk.page, '总览');
        await goTo(desk.page, '设置');
        await desk.close();
        return 'while open; the window lived on';
      },
    ],
    [
      'removed',
      () => {
        must('dpkg', ['-P', 'jianbiao']);
        const left = [PROGRAM, '/usr/bin/jianbiao', '/usr/share/applications/jianbiao.desktop'].filter(
          (path) => existsSync(path),
        );
        if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
        return 'yes';
      },
    ],
    [
      'drafts kept',
      () => {
        const kept = readdirSync(data, { recursive: true }).filter((name) => String(name).endsWith('.db'));
        if (kept.length < 2) throw new Error(`in ${data}: ${kept.join(', ')}`);
        return `yes, ${kept.length} files`;
      },
    ],
  ];
  try {
    return await fillRow('Debian 12 x64, .deb (Electron 33 stand-in)', steps);
  } finally {
    await (desk as InstalledDesk | null)?.page
      .context()
      .browser()
      ?.close()
      .catch(() => undefined);
    (desk as InstalledDesk | null)?.process.kill('SIGKILL');
    ask('dpkg', ['-P', 'jianbiao']);
    rmSync(folder, { recursive: true, force: true });
  }
}
