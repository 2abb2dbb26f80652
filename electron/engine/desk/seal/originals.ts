import { crc32 } from 'node:zlib';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { PayloadFile } from '../../seal/index.ts';
import { localHeader, type ZipEntry, zipSize, zipTail } from '../../seal/zip-layout.ts';
import { blobPieces, payloadBlob } from '../../store/blob-store.ts';
import { packageByDigest, packageFiles, type StoredPackage } from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { takenOver } from '../../store/taken-over-store.ts';

function entriesOf(db: ReadDb, stored: StoredPackage): { readonly entry: ZipEntry; readonly blob: string }[] {
  return packageFiles(db, stored.digest).map((file) => {
    const blob = payloadBlob(file.sha256);
    let sum = 0;
    for (const piece of blobPieces(db, blob)) sum = crc32(piece, sum);
    return { entry: { name: `${stored.name}/${file.path}`, bytes: file.bytes, crc32: sum }, blob };
  });
}

/**
 * The plain zip of an imported package, made again from its files. Verification has proven that a package is exactly what our
 * writer makes of its files, so these are the sender's own bytes: the first signature stays valid.
 */
function* plainZip(db: ReadDb, stored: StoredPackage): Generator<Uint8Array> {
  const files = entriesOf(db, stored);
  for (const { entry, blob } of files) {
    yield localHeader(entry);
    yield* blobPieces(db, blob);
  }
  yield zipTail(files.map(({ entry }) => entry));
}

/**
 * The host units' packages that a recommending unit's submission carries along, untouched: those its nominees were taken
 * over from, and no others, so that nothing about people who were not picked leaves the unit (design: sealed package).
 */
export function originalFiles(db: ReadDb, submission: Pick<Submission, 'nominees'>): PayloadFile[] {
  const digests = new Set(submission.nominees.flatMap(({ id }) => takenOver(db, id)?.digest ?? []));
  return [...digests]
    .flatMap((digest) => packageByDigest(db, digest) ?? [])
    .sort((left, right) => left.name.localeCompare(right.name, 'en'))
    .map((stored) => ({
      folder: 'originals',
      name: `${stored.name}.zip`,
      source: {
        length: zipSize(
          packageFiles(db, stored.digest).map((file) => ({
            name: `${stored.name}/${file.path}`,
            bytes: file.bytes,
            crc32: 0,
          })),
        ),
        open: () => plainZip(db, stored),
      },
    }));
}
