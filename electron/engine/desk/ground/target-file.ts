import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { overLimit } from '../../../../shared/ground/bytes-text.ts';
import { writeDurably } from '../../durable/whole-file.ts';
import { openPlainSync } from '../../files/plain-file.ts';
import { shownName } from '../../files/shown-name.ts';
import type { HandleRegistry, SaveTarget } from '../../kernel/handles.ts';
import { fileSystemCode } from '../../store/store-errors.ts';

function unwritable(file: string, thrown: unknown): JianbiaoError {
  return new JianbiaoError(
    'target-unwritable',
    { file, problem: fileSystemCode(thrown) || '写入失败' },
    { cause: thrown },
  );
}

/** Where a target's file would stand and how it is called there. */
export function targetPath(
  handles: HandleRegistry,
  target: SaveTarget,
  ownName: string,
): { path: string; folder: string; fileName: string } {
  const { folder, chosen } = handles.resolveTarget(target);
  const path = join(folder, chosen ?? ownName);
  return { path, folder, fileName: shownName(path) };
}

/**
 * Writes a finished small file (paper, keys, templates): written beside, read back and compared, then named.
 * In a folder our own name is used. Gives the name; throws `target-unwritable`.
 */
export function writeTarget(
  handles: HandleRegistry,
  target: SaveTarget,
  ownName: string,
  data: Uint8Array,
): string {
  const { path, fileName } = targetPath(handles, target, ownName);
  try {
    writeDurably(path, data, (written) => {
      if (!readFileSync(written).equals(data))
        throw new JianbiaoError('target-unwritable', { file: fileName, problem: '读回不一致' });
    });
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    throw unwritable(fileName, thrown);
  }
  return fileName;
}

/**
 * A whole file that the user chose, up to `limit` bytes. Throws `file-missing`, `file-not-plain`, `file-unreadable`,
 * `file-empty`, `file-too-large`; the messages name the file, never its folder.
 */
export function readSource(
  handles: HandleRegistry,
  handle: string,
  limit: number,
): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const path = handles.resolve(handle, 'read');
  const name = shownName(path).normalize('NFC');
  try {
    const { descriptor, size } = openPlainSync(path);
    try {
      if (size > limit) {
        throw new JianbiaoError('file-too-large', { file: name, ...overLimit(size, limit) });
      }
      // Without a size it is empty, or one of the system's own that has no end.
      if (size === 0) throw new JianbiaoError('file-empty', { file: name });
      return { name, bytes: new Uint8Array(readFileSync(descriptor)) };
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    const code = fileSystemCode(thrown);
    if (code === 'ENOENT') throw new JianbiaoError('file-missing', { file: name }, { cause: thrown });
    throw new JianbiaoError(
      'file-unreadable',
      { file: name, problem: code || '读取失败' },
      { cause: thrown },
    );
  }
}
