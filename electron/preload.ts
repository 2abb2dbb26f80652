import { contextBridge, ipcRenderer } from 'electron';
import type {
  ApiAnswer,
  ApiArgs,
  Bridge,
  EventName,
  EventPayload,
  MethodName,
  ShellCommand,
} from '../shared/api.ts';
import { channels } from './shell/channel-names.ts';

/** An answer of main: a value, or an error record whose message is a Chinese sentence. */
type Answer = { ok: true; value: unknown } | { ok: false; error: { message: string } };

/** A request that is no engine call: its failure becomes an Error with the Chinese sentence. */
async function request<T>(channel: string, body: unknown): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, body)) as Answer;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as T;
}

const bridge: Bridge = {
  shell: 'electron',
  async call<M extends MethodName>(method: M, args: ApiArgs<M>) {
    const answer = (await ipcRenderer.invoke(channels.call, { method, args })) as Answer;
    // Main wraps the engine's answer: the outer one fails only when main itself refused.
    return (answer.ok ? answer.value : answer) as ApiAnswer<M>;
  },
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
    const hear = (_event: unknown, name: string, payload: EventPayload<E>): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on(channels.event, hear);
    return () => {
      ipcRenderer.off(channels.event, hear);
    };
  },
  chooseFiles: (options) => request(channels.chooseFiles, options),
  chooseFolder: (options) => request(channels.chooseFolder, options),
  chooseSave: (options) => request(channels.chooseSave, options),
  finishSave: (handle, { reveal }) => request(channels.finishSave, { handle, reveal }),
  onCommand(listener) {
    const hear = (_event: unknown, command: ShellCommand): void => listener(command);
    ipcRenderer.on(channels.command, hear);
    // Commands given before the window listened have waited in main. A refusal only means that none will come.
    request(channels.ready, {}).catch(() => undefined);
    return () => {
      ipcRenderer.off(channels.command, hear);
    };
  },
};

contextBridge.exposeInMainWorld('jianbiao', bridge);
