import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ICON_SIZES } from '../kit/icons.ts';
import { paths } from '../kit/paths.ts';
import { desktopEntry, PACKAGE_MIME_XML } from './linux-desktop.ts';
import { type ProgramFacts, programFacts } from './program-facts.ts';

/** What Chromium loads, by Debian's names, and the oldest C library that the driver is compiled for. */
const DEPENDS =
  'libc6 (>= 2.28), libgtk-3-0, libnss3, libxss1, libxtst6, libatspi2.0-0, libgbm1, libasound2, libsecret-1-0';

/**
 * Packs the unpacked program into a .deb with dpkg-deb alone. No maintainer scripts, which UOS's store forbids: the
 * sandbox's helper travels with its mode, the command as a link, and the databases of menus and file kinds are brought
 * up to date by triggers of those packages. Gives the file's path.
 */
export function makeDebianPackage(unpacked: string, architecture: 'amd64' | 'arm64', suffix: string): string {
  const facts = programFacts();
  const tree = mkdtempSync(join(tmpdir(), 'jianbiao-deb-'));
  try {
    const program = join(tree, 'opt', 'Jianbiao');
    cpSync(unpacked, program, { recursive: true });
    const share = join(tree, 'usr', 'share');
    put(join(share, 'applications', 'jianbiao.desktop'), desktopEntry('/opt/Jianbiao/jianbiao'));
    put(join(share, 'mime', 'packages', 'jianbiao.xml'), PACKAGE_MIME_XML);
    for (const size of ICON_SIZES) {
      const folder = join(share, `icons/hicolor/${size}x${size}/apps`);
      mkdirSync(folder, { recursive: true });
      copyFileSync(join(paths.dist, 'icons', `${size}x${size}.png`), join(folder, 'jianbiao.png'));
    }
    put(join(share, 'doc', 'jianbiao', 'copyright'), copyrightFile(facts));
    put(join(share, 'doc', 'jianbiao', 'changelog.gz'), gzipSync(changelog(facts), { level: 9 }));
    mkdirSync(join(tree, 'usr', 'bin'));
    symlinkSync('/opt/Jianbiao/jianbiao', join(tree, 'usr', 'bin', 'jianbiao'));
    setModes(tree);
    chmodSync(join(program, 'chrome-sandbox'), 0o4755);
    const size = Number.parseInt(execFileSync('du', ['-sk', tree], { encoding: 'utf8' }), 10);
    mkdirSync(join(tree, 'DEBIAN'), { mode: 0o755 });
    put(join(tree, 'DEBIAN', 'control'), controlFile(facts, architecture, size));
    put(join(tree, 'DEBIAN', 'md5sums'), md5sums(tree));
    const out = join(paths.release, `jianbiao-${facts.version}-${architecture}${suffix}.deb`);
    // Hard work for a release alone: a package for trying out is made to be unpacked again.
    const level = suffix === '' ? '-z6' : '-z0';
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', level, '--build', tree, out], { stdio: 'pipe' });
    return out;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o755 });
  writeFileSync(file, content, { mode: 0o644 });
}

/** Folders and programs open to all, everything else to be read: whatever the packing user's mask was. */
function setModes(tree: string): void {
  chmodSync(tree, 0o755);
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const program = /^(?:jianbiao|chrome-sandbox|chrome_crashpad_handler)$/.test(entry.name);
    chmodSync(path, entry.isDirectory() || program ? 0o755 : 0o644);
  }
}

function controlFile(facts: ProgramFacts, architecture: string, size: number): string {
  return `Package: jianbiao
Version: ${facts.version}
Architecture: ${architecture}
Maintainer: ${facts.maintainer}
Installed-Size: ${size}
Depends: ${DEPENDS}
Section: editors
Priority: optional
Description: offline forms for recommending units of an honours campaign
 Fills, checks, prints and seals what a unit sends in when it recommends
 people and collectives for an official commendation. Works without any
 network; nothing leaves the machine but by files.
 .
 荐表：离线填写评选表彰推荐材料，检查、打印、签名封包。
`;
}

function copyrightFile(facts: ProgramFacts): string {
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Jianbiao
Upstream-Contact: ${facts.maintainer}
Comment:
 The runtime's own notices are in /opt/Jianbiao/LICENSE.electron.txt and
 /opt/Jianbiao/LICENSES.chromium.html; those of the packages bundled in the
 program are shown by the program itself (Settings, About).

Files: *
Copyright: ${facts.copyright.replace('Copyright (C) ', '')}
License: Apache-2.0
 On Debian systems the full text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
`;
}

function changelog({ version, maintainer, date }: ProgramFacts): string {
  const when = date.toUTCString().replace(/GMT$/, '+0000');
  return `jianbiao (${version}) unstable; urgency=medium\n\n  * Version ${version}; see the program's own help for what it does.\n\n -- ${maintainer}  ${when}\n`;
}

/** What `dpkg -V jianbiao` compares: nothing else protects the files of an installed program on Linux. */
function md5sums(tree: string): string {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(tree, 'DEBIAN')))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`)
    .join('');
}
