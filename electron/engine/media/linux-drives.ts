import { constants } from 'node:fs';
import { access, readdir, readFile, readlink, realpath, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type Drive, largestFileOf } from './drive.ts';

/** One line of /proc/self/mounts. */
export interface Mount {
  readonly device: string;
  readonly folder: string;
  readonly fileSystem: string;
  readonly readOnly: boolean;
}

/** Undoes the octal escapes of /proc/self/mounts (proc(5): space, tab, newline, backslash, and UTF-8 as it is). */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The mounts of block devices in the text of /proc/self/mounts; a device mounted twice counts once. */
export function parseMounts(text: string): Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const [device = '', folder = '', fileSystem = '', options = ''] = line.split(' ').map(unescapeOctal);
    if (!device.startsWith('/dev/') || device.startsWith('/dev/loop')) continue;
    if (mounts.some((mount) => mount.device === device)) continue;
    mounts.push({ device, folder, fileSystem, readOnly: options.split(',').includes('ro') });
  }
  return mounts;
}

/**
 * True when the kernel says that a block device can be taken out: the disk's own `removable` flag, or a disk behind
 * USB, FireWire or a card reader. `sysPath` is the real path of /sys/class/block/<name>.
 */
export function isRemovablePath(sysPath: string, removableFlag: string): boolean {
  return removableFlag.trim() === '1' || /\/(?:usb\d+|fw\d+|mmc_host|memstick)\//.test(sysPath);
}

/** Where the system files lie; tests put a copy somewhere else. */
export interface LinuxRoots {
  readonly mounts: string;
  readonly sysBlock: string;
  readonly labels: string;
}

const systemRoots: LinuxRoots = {
  mounts: '/proc/self/mounts',
  sysBlock: '/sys/class/block',
  labels: '/dev/disk/by-label',
};

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function isRemovable(roots: LinuxRoots, device: string): Promise<boolean> {
  const name = basename(await realpath(device).catch(() => device));
  const sysPath = await realpath(join(roots.sysBlock, name)).catch(() => '');
  if (sysPath === '') return false;
  // A partition has no flag of its own; its disk, one folder up, has.
  const flag =
    (await readText(join(sysPath, 'removable'))) || (await readText(join(sysPath, '..', 'removable')));
  return isRemovablePath(sysPath, flag);
}

/** Labels by device name, from the links udev keeps; `\x20` stands for a space. */
async function readLabels(folder: string): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const entry of await readdir(folder).catch(() => [])) {
    const target = await readlink(join(folder, entry)).catch(() => '');
    const bytes = entry.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    labels.set(basename(target), bytes);
  }
  return labels;
}

/** The removable drives of a Linux system, from the kernel's own files: no tool has to be installed. */
export async function linuxDrives(roots: LinuxRoots = systemRoots): Promise<Drive[]> {
  let text: string;
  try {
    text = await readFile(roots.mounts, 'utf8');
  } catch (thrown) {
    throw new JianbiaoError('media-list-failed', { problem: '系统没有提供挂载信息' }, { cause: thrown });
  }
  const labels = await readLabels(roots.labels);
  const drives: Drive[] = [];
  for (const mount of parseMounts(text)) {
    if (!(await isRemovable(roots, mount.device))) continue;
    // Pulled between listing and asking: no longer a drive.
    const space = await statfs(mount.folder).catch(() => null);
    if (space === null) continue;
    const allowed = await access(mount.folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    drives.push({
      folder: mount.folder,
      name: labels.get(basename(mount.device)) ?? basename(mount.folder),
      fileSystem: mount.fileSystem,
      freeBytes: space.bavail * space.bsize,
      totalBytes: space.blocks * space.bsize,
      removable: true,
      writable: !mount.readOnly && allowed,
      largestFile: largestFileOf(mount.fileSystem),
    });
  }
  return drives;
}
