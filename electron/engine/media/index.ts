/** Removable media: which drives there are, and folders and images for burning. */
export { type DiscFile, type DiscFolder, jolietName, makeDiscFolder, makeIsoImage } from './disc-folder.ts';
export { type Drive, largestFileOf } from './drive.ts';
export { listDrives, withDistinctNames } from './list-drives.ts';
