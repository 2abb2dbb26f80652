import { z } from 'zod';
import type { ApiAnswer, ApiArgs, Bridge, EventName, EventPayload, MethodName } from '../../../shared/api.ts';
import { chosen, download, folderListing } from '../messages.ts';
import { chooseFolderInPage } from './folder-dialog.ts';
import { goneBar } from './gone-bar.ts';
import { type Connection, connect } from './socket.ts';

/**
 * The room of this window (entrance.ts): everything it asks for stands below it, and the browser sends the room's cookie
 * along, which no script can read. Null on a page that is no window.
 */
function ownRoom(): string | null {
  return /^\/w\/[A-Za-z0-9_-]+\//.exec(location.pathname)?.[0] ?? null;
}

/** An answer's value, or its Chinese sentence as an Error. */
async function value<T>(answer: ReturnType<Connection['ask']>, schema: z.ZodType<T>): Promise<T> {
  const given = await answer;
  if (!given.ok) throw new Error(given.error.message);
  return schema.parse(given.value);
}

/** Asks the browser for files; empty when the user cancels. */
function pickFiles(accept: readonly string[], multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.accept = accept.map((extension) => `.${extension}`).join(',');
    input.hidden = true;
    document.body.append(input);
    const finish = (files: readonly File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => finish([]));
    input.click();
  });
}

async function upload(room: string, file: File): Promise<{ handle: string; name: string }> {
  const response = await fetch(`${room}upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  const body: unknown = await response.json();
  if (response.ok) return chosen.parse(body);
  throw new Error(z.object({ error: z.object({ message: z.string() }) }).parse(body).error.message);
}

function makeBridge(room: string): Bridge {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const connection = connect(
    room,
    (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
    goneBar(),
  );
  return {
    shell: 'local',
    async call<M extends MethodName>(method: M, args: ApiArgs<M>) {
      // The engine has checked the value against this method's result schema; the types say the same again.
      return (await connection.ask({ kind: 'call', method, args })) as ApiAnswer<M>;
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    async chooseFiles({ accept, multiple }) {
      const files = await pickFiles(accept, multiple);
      return Promise.all(files.map((file) => upload(room, file)));
    },
    async chooseFolder({ title }) {
      const place = await chooseFolderInPage(title, {
        list: (at) => value(connection.ask({ kind: 'listFolders', place: at }), folderListing),
        create: (at, name) => value(connection.ask({ kind: 'newFolder', place: at, name }), folderListing),
      });
      return place === null ? null : value(connection.ask({ kind: 'chooseFolder', place }), chosen);
    },
    chooseSave: ({ suggestedName }) => value(connection.ask({ kind: 'chooseSave', suggestedName }), chosen),
    async finishSave(handle) {
      const { id } = await value(connection.ask({ kind: 'finishSave', handle }), download);
      const link = document.createElement('a');
      link.href = `${room}download/${id}`;
      link.download = '';
      document.body.append(link);
      link.click();
      link.remove();
    },
    // The browser has its own menu; nothing there knows our commands.
    onCommand: () => () => undefined,
  };
}

const room = ownRoom();
if (room !== null) Object.defineProperty(window, 'jianbiao', { value: Object.freeze(makeBridge(room)) });
