/** Removable media: which drives there are, and folders and images for burning. */
export { makeDiscFolder, makeIsoImage } from './disc-folder.ts';
export { listDrives } from './list-drives.ts';
