import type Database from 'better-sqlite3';

/** Sets the cipher and key: before anything else touches the file, and never anything but hexadecimal in the text. */
export function keyDatabase(raw: Database.Database, key: Uint8Array): void {
  const hex = Buffer.from(key).toString('hex');
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError('keyDatabase: the key must have 32 bytes');
  raw.pragma(`cipher='sqlcipher'`);
  raw.pragma(`key="x'${hex}'"`);
}
