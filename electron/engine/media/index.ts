/** Removable media: which drives there are, and folders and images for burning. */
export type { DiscFile } from './disc-files.ts';
export { makeDiscFolder } from './disc-folder.ts';
export { makeDiscImage } from './disc-image.ts';
export { listDrives } from './list-drives.ts';
