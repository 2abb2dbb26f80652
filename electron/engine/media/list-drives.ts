import type { Drive } from './drive.ts';
import { linuxDrives } from './linux-drives.ts';
import { windowsDrives } from './windows-drives.ts';

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
