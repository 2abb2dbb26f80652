import { z } from 'zod';

/** What the local shell's page may ask of its server, beside the engine's own methods. Both ends parse. */
const id = z.int().positive();
/** An opaque name for a folder in the folder dialog: never a path. */
const place = z.string().regex(/^p-[A-Za-z0-9_-]{16}$/);

export const toServer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, method: z.string().max(100), args: z.unknown() }),
  z.strictObject({ kind: z.literal('chooseSave'), id, suggestedName: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('finishSave'), id, handle: z.string().max(100) }),
  /** The folders in `place`, or where to begin when null. */
  z.strictObject({ kind: z.literal('listFolders'), id, place: place.nullable() }),
  z.strictObject({ kind: z.literal('newFolder'), id, place, name: z.string().max(100) }),
  z.strictObject({ kind: z.literal('chooseFolder'), id, place }),
]);
export type ToServer = z.infer<typeof toServer>;

export const folderListing = z.strictObject({
  title: z.string(),
  /** Null at the beginning, where nothing may be chosen or made. */
  here: place.nullable(),
  folders: z.array(z.strictObject({ place, name: z.string() })),
});
export type FolderListing = z.infer<typeof folderListing>;

/** Where the window is, once a one-time code was taken. */
export const entered = z.strictObject({ page: z.string().regex(/^\/w\/[A-Za-z0-9_-]+\/$/) });

export const chosen = z.strictObject({ handle: z.string(), name: z.string() });
/** The one-time name of a file to download. */
export const download = z.strictObject({ id: z.string() });

const errorRecord = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
export const fromServer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    id,
    answer: z.union([
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({ ok: z.literal(false), error: errorRecord }),
    ]),
  }),
  z.strictObject({ kind: z.literal('event'), event: z.string(), payload: z.unknown() }),
]);
export type FromServer = z.infer<typeof fromServer>;
