import type { MethodName } from '../../shared/api.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import type { EngineClient } from '../engine/host/engine-client.ts';
import type { RawAnswer } from '../engine/host/host-messages.ts';
import type { ToServer } from './messages.ts';
import type { Places } from './places.ts';
import { safeFileName, type Transfers } from './transfers.ts';

/** What windows ask of the local shell, and what becomes of their uploads. */
export interface LocalDesk {
  (message: ToServer): Promise<RawAnswer>;
  /** Makes a handle for an uploaded file. Throws JianbiaoError when the engine is lost. */
  uploaded(name: string, path: string): Promise<{ handle: string; name: string }>;
}

/**
 * Methods that only look at a chosen file: the clerk decides, and a second method takes it, or more scans of the same pile
 * come and all are compared anew. Such files go when the window is locked, or after lying about (transfers.ts).
 */
const LOOKS: readonly MethodName[] = [
  'backup.inspect',
  'campaign.inspect',
  'campaign.inspectNew',
  'bulk.read',
  'bulk.take',
  'bulk.corrections',
  'paper.checkScan',
  'seal.disc',
];

/** Does what a window asks, each kind of message in its way. */
export function createDesk(engine: EngineClient, transfers: Transfers, places: Places): LocalDesk {
  /** Uploaded files and save targets by their handle. */
  const files = new Map<string, { readonly path: string; readonly name: string }>();
  const good = (value: unknown): RawAnswer => ({ ok: true, value });

  async function call(method: string, args: unknown): Promise<RawAnswer> {
    const handles = uploadsIn(args);
    return transfers.hold(
      handles.flatMap((handle) => files.get(handle)?.path ?? []),
      async () => {
        const value = await engine.call(method, args);
        // After a refusal the clerk may try again with the same file: another passphrase, a workspace unlocked first.
        const usedUp = value.ok && !LOOKS.some((look) => look === method);
        if (usedUp) for (const handle of handles) files.delete(handle);
        return { value, usedUp };
      },
    );
  }

  /** The handles of uploaded files in a call's arguments: they stand in `source` and `sources` (shared/api). */
  function uploadsIn(args: unknown): readonly string[] {
    if (typeof args !== 'object' || args === null) return [];
    const sources = [
      ...('source' in args ? [args.source] : []),
      ...('sources' in args && Array.isArray(args.sources) ? args.sources : []),
    ];
    return sources.filter((source): source is string => typeof source === 'string');
  }

  async function answer(message: ToServer): Promise<RawAnswer> {
    switch (message.kind) {
      case 'call':
        return call(message.method, message.args);
      case 'chooseSave': {
        const name = safeFileName(message.suggestedName);
        const path = await transfers.saveTarget(name);
        const handle = await engine.register('write', path, name);
        files.set(handle, { path, name });
        return good({ handle, name });
      }
      case 'finishSave': {
        const file = files.get(message.handle);
        if (file === undefined) throw new JianbiaoError('choice-expired');
        files.delete(message.handle);
        const id = await transfers.offer(file.path);
        if (id === null) throw new JianbiaoError('saved-file-gone', { name: file.name });
        return good({ id });
      }
      case 'listFolders':
        return good(await places.list(message.place));
      case 'newFolder':
        return good(await places.create(message.place, message.name));
      case 'chooseFolder': {
        const { title } = await places.list(message.place);
        return good({ handle: await engine.register('folder', places.pathOf(message.place)), name: title });
      }
    }
  }

  return Object.assign(answer, {
    async uploaded(name: string, path: string) {
      const shown = safeFileName(name);
      const handle = await engine.register('read', path, shown);
      files.set(handle, { path, name: shown });
      return { handle, name };
    },
  });
}
