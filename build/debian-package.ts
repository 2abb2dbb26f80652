import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from './paths.ts';

/** Libraries that Chromium loads, by Debian's names; the same list as electron-builder.yml's. */
const DEPENDS = 'libgtk-3-0, libnss3, libxss1, libxtst6, libatspi2.0-0, libgbm1, libasound2, libsecret-1-0';

const DESKTOP = `[Desktop Entry]
Type=Application
Name=荐表
Comment=表彰推荐材料的填写、检查、打印和封包
Exec=/opt/Jianbiao/jianbiao %f
Icon=jianbiao
Categories=Office;
StartupWMClass=jianbiao
`;

/**
 * Packs the unpacked program into a .deb with dpkg-deb alone: electron-builder's own helper is an x86 program fetched
 * from afar, which fails on an ARM host and offline (models.md C3). Gives the file's path.
 */
export function makeDebianPackage(
  unpacked: string,
  version: string,
  architecture: 'amd64' | 'arm64',
): string {
  const tree = mkdtempSync(join(tmpdir(), 'jianbiao-deb-'));
  try {
    chmodSync(tree, 0o755);
    const program = join(tree, 'opt', 'Jianbiao');
    cpSync(unpacked, program, { recursive: true });
    chmodSync(join(program, 'chrome-sandbox'), 0o4755);
    mkdirSync(join(tree, 'usr/share/applications'), { recursive: true });
    writeFileSync(join(tree, 'usr/share/applications/jianbiao.desktop'), DESKTOP);
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const folder = join(tree, `usr/share/icons/hicolor/${size}x${size}/apps`);
      mkdirSync(folder, { recursive: true });
      copyFileSync(join(paths.dist, 'icons', `${size}x${size}.png`), join(folder, 'jianbiao.png'));
    }
    mkdirSync(join(tree, 'DEBIAN'));
    const size = Number.parseInt(execFileSync('du', ['-sk', tree], { encoding: 'utf8' }), 10);
    writeFileSync(
      join(tree, 'DEBIAN/control'),
      `Package: jianbiao\nVersion: ${version}\nArchitecture: ${architecture}\nMaintainer: Jianbiao <jianbiao@localhost>\n` +
        `Installed-Size: ${size}\nDepends: ${DEPENDS}\nSection: misc\nPriority: optional\n` +
        'Description: 表彰推荐材料的填写、检查、打印和封包\n 离线填写评选表彰推荐材料，检查、打印、签名封包。\n',
    );
    for (const name of ['postinst', 'postrm']) {
      copyFileSync(join(paths.root, 'build', 'deb', name), join(tree, 'DEBIAN', name));
      chmodSync(join(tree, 'DEBIAN', name), 0o755);
    }
    const out = join(paths.release, `jianbiao-${version}-${architecture}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, out], { stdio: 'pipe' });
    return out;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
