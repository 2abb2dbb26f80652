import { type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ApiArgs } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { specialKind } from '../../files/plain-file.ts';
import { shownName } from '../../files/shown-name.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { type DiscFile, makeDiscFolder, makeDiscImage } from '../../media/index.ts';
import { verifyPackage } from '../../seal/index.ts';
import { logEvent } from '../../store/event-log.ts';
import { type SealedPackage, sealedByDigest } from '../../store/sealed-store.ts';
import { type Desk, isoNow } from '../ground/desk.ts';

type Source = ApiArgs<'seal.disc'>['source'];

function pathOf(desk: Desk, source: Source, sealed: SealedPackage): string {
  if (typeof source === 'string') return desk.handles.resolve(source, 'read');
  if ('saved' in source) return desk.handles.resolve(source.saved, 'write');
  return join(desk.handles.resolve(source.folder, 'folder'), sealed.fileName);
}

function statOf(path: string, name: string): Stats {
  try {
    return statSync(path);
  } catch (thrown) {
    throw new JianbiaoError('disc-source-missing', { name }, { cause: thrown });
  }
}

/**
 * The package's file as it goes onto the disc. What the record knows of it is asked before anything is written; its CRC-32
 * while it is copied. A plain package from before that was kept proves itself by its signed content; an encrypted one then
 * only by its size, since its sender cannot open it.
 */
async function packageFile(path: string, sealed: SealedPackage, signal: AbortSignal): Promise<DiscFile> {
  const name = basename(sealed.fileName);
  const found = statOf(path, shownName(path));
  if (!found.isFile())
    throw new JianbiaoError('file-not-plain', { file: shownName(path), what: specialKind(found) });
  const changed = () => new JianbiaoError('disc-source-changed', { name: shownName(path) });
  if (found.size !== sealed.bytes) throw changed();
  if (sealed.crc32 === null && !sealed.encrypted) {
    const result = await verifyPackage(path, { trust: null, signal });
    if (result.ok) await result.package.close();
    if (!result.ok || result.package.digest !== sealed.digest) throw changed();
  }
  return { name, source: { file: path }, bytes: sealed.bytes, crc32: sealed.crc32 };
}

/** Discs made of sealed packages. */
export function discMethods(desk: Desk) {
  return handlersOf({
    async 'seal.disc'({ digest, source, target }, { db, job: { signal, progress } }) {
      const sealed = sealedByDigest(db, digest);
      if (sealed === null) throw new JianbiaoError('sealed-unknown', { digest: digest.slice(0, 12) });
      const files = [await packageFile(pathOf(desk, source, sealed), sealed, signal)];
      const watch = { signal, onProgress: (done: number, total: number) => progress('disc', done, total) };
      const base = basename(sealed.fileName).replace(/\.zip(?:\.age)?$/i, '');
      const made = async () => {
        if ('folder' in target) {
          const name = `光盘_${base}`;
          const folder = join(desk.handles.resolve(target.folder, 'folder'), name);
          const written = await makeDiscFolder(files, folder, watch);
          return { name, bytes: written.reduce((sum, file) => sum + file.bytes, 0), files: [...written] };
        }
        const { folder, chosen } = desk.handles.resolveTarget({ file: target.image });
        const fileName = chosen ?? `${base}.iso`;
        const image = { folder, fileName, label: base, date: new Date(sealed.sealedAt) };
        const written = await makeDiscImage(files, image, watch);
        return {
          name: shownName(join(folder, fileName)),
          bytes: written.bytes,
          files: [...written.files],
        };
      };
      const disc = await made();
      logEvent(db, isoNow(desk), 'disc-made', { kind: sealed.kind, revision: sealed.revision, digest });
      return disc;
    },
  });
}
