import type { ImportOutcome } from '../../../../shared/api/package-methods.ts';
import type { Lease } from '../../kernel/seat.ts';
import type { ByteReader } from '../../seal/index.ts';
import type { Desk } from '../ground/desk.ts';

/** What became of a file whose bytes were verified. */
export type Taken = Pick<ImportOutcome, 'outcome' | 'packageId' | 'kind'>;

/** Opens the file's bytes anew each time: a file on a stick, or one that lies in quarantine. */
export type PackageSource = () => Promise<ByteReader>;

/** The context of one import. */
export interface Importing {
  readonly desk: Desk;
  readonly workspace: Lease;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the file verified so far, of all its bytes. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Somebody decided, with a reason, to take this file though its first revision is a high one. */
  readonly allowFirstRevision?: boolean | undefined;
}
