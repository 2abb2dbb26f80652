/**
 * CRC-32 of the file of a package as it was written: tells a damaged copy, or another file, before a disc is made of it. An
 * encrypted package cannot be looked into by its own sender. NULL in those that were sealed before this was kept.
 */
export const sealedFile = {
  version: 100,
  sql: `
ALTER TABLE sealed ADD COLUMN crc32 INTEGER;
`,
} as const;
