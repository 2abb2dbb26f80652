import { linuxDrives } from './linux-drives.ts';
import { windowsDrives } from './windows-drives.ts';

/** A place packages can be carried on: a stick, a card, a disc, an external disk. */
export interface Drive {
  /** Folder to write to: the mount point, or `E:\`. */
  readonly folder: string;
  /** Label, or what the system calls it; each drive of a list has its own. */
  readonly name: string;
  /** `vfat`, `exfat`, `ntfs`, `NTFS` … as the system says. */
  readonly fileSystem: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly removable: boolean;
  readonly writable: boolean;
  /** Largest single file the file system takes, null without a limit that matters. */
  readonly largestFile: number | null;
}

/** FAT32 keeps file sizes in 32 bits; FAT12 and FAT16 no more. */
const fatLargest = 0xffff_ffff;

/** The largest file a file system of this name takes, or null. */
export function largestFileOf(fileSystem: string): number | null {
  return /^(?:vfat|msdos|fat|fat12|fat16|fat32)$/i.test(fileSystem) ? fatLargest : null;
}

/** The drives with names that can be told apart: a second stick of the same label is called 第 2 个. */
export function withDistinctNames(drives: readonly Drive[]): Drive[] {
  const seen = new Map<string, number>();
  return drives.map((drive) => {
    const count = (seen.get(drive.name) ?? 0) + 1;
    seen.set(drive.name, count);
    return count === 1 ? drive : { ...drive, name: `${drive.name}（同名第 ${count} 个）` };
  });
}

/**
 * The removable drives that are there now, in a stable order. Asks the system each time; a drive that is pulled while
 * it is being asked is left out. Throws media-list-failed on a system that cannot be asked; macOS and others give an
 * empty list, the save dialog stays.
 */
export async function listDrives(platform: NodeJS.Platform = process.platform): Promise<Drive[]> {
  const drives =
    platform === 'linux' ? await linuxDrives() : platform === 'win32' ? await windowsDrives() : [];
  return withDistinctNames(drives.sort((a, b) => (a.folder < b.folder ? -1 : 1)));
}
