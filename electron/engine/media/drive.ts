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
