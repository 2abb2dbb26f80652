import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type RuledPack, ruledPackSchema } from '../../../shared/rules/ruled-pack.ts';
import type { Db, ReadDb } from './rows.ts';

/** What a workspace says of itself; set when it is made. */
export type MetaKey =
  | 'id'
  | 'name'
  | 'role'
  | 'campaignId'
  | 'createdAt'
  | 'submissionId'
  | 'packVersion'
  | 'noticeText'
  | 'unitCode'
  | 'autoBackup'
  | 'backupMark'
  /** Only in a sample: the moment at which its clock begins. */
  | 'sampleMoment'
  /** `yes` where the receiver takes paper and discs only; absent where it uses this program. */
  | 'paperOnly'
  | 'recovery';

const valueRow = z.object({ value: z.string() });
const digestRow = z.object({ digest: z.string() });
const packRow = z.object({ version: z.int(), digest: z.string(), json: z.string() });

/** A pinned pack. `digest` is SHA-256 over its canonical JSON. */
export interface PinnedPack {
  readonly version: number;
  readonly digest: string;
  readonly pack: RuledPack;
}

export function readMeta(db: ReadDb, key: MetaKey): string | null {
  return db.get(valueRow, 'SELECT value FROM meta WHERE key = ?', key)?.value ?? null;
}

/** Like `readMeta`, for the keys every workspace has from the start. */
export function requireMeta(db: ReadDb, key: MetaKey): string {
  const value = readMeta(db, key);
  if (value === null) throw new JianbiaoError('workspace-damaged', { name: '', problem: `meta.${key}` });
  return value;
}

export function writeMeta(db: Db, key: MetaKey, value: string): void {
  db.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

export function removeMeta(db: Db, key: MetaKey): void {
  db.run('DELETE FROM meta WHERE key = ?', key);
}

function parsePinned(row: z.infer<typeof packRow>): PinnedPack {
  return { version: row.version, digest: row.digest, pack: ruledPackSchema.parse(JSON.parse(row.json)) };
}

/** The pack drafts are written under (design: a draft pins the pack version). */
export function currentPack(db: ReadDb): PinnedPack {
  const version = Number(requireMeta(db, 'packVersion'));
  const row = db.get(packRow, 'SELECT version, digest, json FROM packs WHERE version = ?', version);
  if (row === undefined) throw new JianbiaoError('workspace-damaged', { name: '', problem: 'packs' });
  return parsePinned(row);
}

/** Tells the pinned pack from any other without parsing it. */
export function pinnedMark(db: ReadDb): string {
  const version = Number(requireMeta(db, 'packVersion'));
  const row = db.get(digestRow, 'SELECT digest FROM packs WHERE version = ?', version);
  return `${version} ${row?.digest ?? ''}`;
}

/** A pack this workspace has known, by the digest of its canonical JSON; null when it never had it. */
export function packByDigest(db: ReadDb, digest: string): PinnedPack | null {
  const row = db.get(packRow, 'SELECT version, digest, json FROM packs WHERE digest = ?', digest);
  return row === undefined ? null : parsePinned(row);
}

/** Any pack this workspace has known, by version. */
export function packByVersion(db: ReadDb, version: number): PinnedPack | null {
  const row = db.get(packRow, 'SELECT version, digest, json FROM packs WHERE version = ?', version);
  return row === undefined ? null : parsePinned(row);
}

/** Keeps a pack and makes it the current one. A pack of the same version is replaced. */
export function pinPack(
  db: Db,
  pinned: { readonly pack: RuledPack; readonly digest: string },
  source: 'shipped' | 'issued' | 'installed',
  at: string,
): void {
  const version = pinned.pack.campaign.version;
  db.run(
    `INSERT INTO packs (version, digest, json, source, installed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (version) DO UPDATE SET digest = excluded.digest, json = excluded.json,
       source = excluded.source, installed_at = excluded.installed_at`,
    version,
    pinned.digest,
    JSON.stringify(pinned.pack),
    source,
    at,
  );
  writeMeta(db, 'packVersion', String(version));
}
