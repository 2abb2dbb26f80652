import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { NameTakenError } from '../durable/give-name.ts';
import { forOthers, writeFully } from '../durable/whole-file.ts';
import { makeFolder } from '../durable/whole-folder.ts';
import type { PayloadTee, VerifiedPackage, VerifyOptions, VerifyResult } from './package-types.ts';
import { targetError } from './target-file.ts';
import { verifyPackage } from './verify-package.ts';

/**
 * Writes a bag's files into a folder. Paths passed isPayloadPath or are the fixed document path: at most
 * data/<folder>/<name>, so that nothing can be written elsewhere.
 */
class BagWriter implements PayloadTee {
  private readonly folder: string;
  private readonly made = new Set<string>();
  private handle: FileHandle | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  async begin(path: string): Promise<void> {
    const parent = dirname(path);
    if (!this.made.has(parent)) await mkdir(join(this.folder, parent), { recursive: true });
    this.made.add(parent);
    this.handle = await open(join(this.folder, path), 'wx', forOthers);
  }

  async block(bytes: Uint8Array): Promise<void> {
    if (this.handle !== null) await writeFully(this.handle, bytes);
  }

  async end(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }

  async tags(verified: VerifiedPackage): Promise<void> {
    for (const [name, content] of verified.tags) {
      await this.begin(name);
      await this.block(content);
      await this.end();
    }
  }
}

/** Fills a new folder; `fill` says whether it is to be kept. */
async function intoNewFolder(folder: string, fill: (writer: BagWriter) => Promise<boolean>): Promise<void> {
  const target = resolve(folder);
  const write = async (work: string): Promise<boolean> => {
    const writer = new BagWriter(work);
    try {
      return await fill(writer);
    } finally {
      await writer.end();
    }
  };
  try {
    await makeFolder(target, write, (isKept) => isKept);
  } catch (thrown) {
    if (thrown instanceof NameTakenError)
      throw new JianbiaoError('open-target-exists', { name: basename(target) }, { cause: thrown });
    throw targetError(thrown, 0);
  }
}

/**
 * Verifies a package and unpacks it in the same pass into a new folder, as the bag it is, so that sha256sum, ssh-keygen and
 * any BagIt tool can check it; a large encrypted one is decrypted once. The folder appears only when the result is ok. Throws
 * open-target-exists (never into an existing folder) and the target's codes; faults of the package are in the result. The
 * caller closes the verified package.
 */
export async function verifyAndOpen(
  path: string,
  options: Omit<VerifyOptions, 'tee'>,
  folder: string,
): Promise<VerifyResult> {
  let result: VerifyResult | null = null;
  try {
    await intoNewFolder(folder, async (writer) => {
      result = await verifyPackage(path, { ...options, tee: writer });
      await writer.end();
      if (result.ok) await writer.tags(result.package);
      return result.ok;
    });
  } catch (thrown) {
    await closeResult(result);
    throw thrown;
  }
  if (result === null) throw new JianbiaoError('internal');
  return result;
}

async function closeResult(result: VerifyResult | null): Promise<void> {
  if (result?.ok === true) await result.package.close();
}
