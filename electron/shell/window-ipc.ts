import { basename, join } from 'node:path';
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { requireFitRequest } from '../../shared/api/request-size.ts';
import { api } from '../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { zodIssueText } from '../../shared/errors/zod-text.ts';
import type { EngineClient } from '../engine/host/engine-client.ts';
import type { RawAnswer } from '../engine/host/host-messages.ts';
import { isAppAddress } from './app-address.ts';
import { channels } from './channel-names.ts';
import { type RequestName, type RequestOf, requests } from './ipc-requests.ts';
import { showInFolder } from './show-in-folder.ts';

export interface WindowIpcOptions {
  readonly engine: EngineClient;
  /** The one window there is, or null before it is made and after it is closed. */
  readonly window: () => BrowserWindow | null;
  /** Where save and open dialogs begin. */
  readonly startFolder: string;
  /** The window listens now: commands that waited for it may go. */
  readonly onReady: () => void;
}

/**
 * Registers the handlers of every request that the window may make. Each checks its sender, then the request's shape
 * (models.md C1 item 17 and beyond); dialogs stay here, and only their handles go to the window.
 */
export function registerWindowIpc({ engine, window, startFolder, onReady }: WindowIpcOptions): void {
  let lastFolder = startFolder;

  function owner(event: IpcMainInvokeEvent): BrowserWindow {
    const own = window();
    const frame = event.senderFrame;
    const good =
      own !== null &&
      frame !== null &&
      event.sender === own.webContents &&
      frame === own.webContents.mainFrame &&
      isAppAddress(frame.url);
    if (!good) throw new JianbiaoError('window-refused');
    return own;
  }

  function handle<N extends RequestName>(
    name: N,
    work: (request: RequestOf<N>, own: BrowserWindow) => Promise<unknown>,
  ): void {
    ipcMain.handle(channels[name], async (event, raw: unknown): Promise<RawAnswer> => {
      try {
        const own = owner(event);
        requireFitRequest(raw);
        const parsed = requests[name].safeParse(raw);
        if (!parsed.success) {
          const issue = parsed.error.issues[0];
          throw new JianbiaoError('arguments-invalid', {
            method: name,
            path: issue?.path.map(String).join('.') || '（整体）',
            problem: issue === undefined ? '' : zodIssueText(issue),
          });
        }
        return { ok: true, value: await work(parsed.data as RequestOf<N>, own) };
      } catch (thrown) {
        return { ok: false, error: toErrorRecord(thrown) };
      }
    });
  }

  handle('call', async ({ method, args }) => {
    if (!Object.hasOwn(api, method)) throw new JianbiaoError('method-unknown', { method });
    return engine.call(method, args);
  });
  handle('chooseFiles', async ({ title, accept, multiple }, own) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(own, {
      title,
      defaultPath: lastFolder,
      filters:
        accept.length === 0 ? [] : [{ name: `可选择的文件（${accept.join('、')}）`, extensions: accept }],
      properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    });
    if (canceled) return [];
    const first = filePaths[0];
    if (first !== undefined) lastFolder = join(first, '..');
    return Promise.all(
      filePaths.map(async (path) => ({ handle: await engine.register('read', path), name: basename(path) })),
    );
  });
  handle('chooseFolder', async ({ title }, own) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(own, {
      title,
      defaultPath: lastFolder,
      properties: ['openDirectory', 'createDirectory'],
    });
    const path = filePaths[0];
    if (canceled || path === undefined) return null;
    lastFolder = path;
    return { handle: await engine.register('folder', path), name: basename(path) || path };
  });
  handle('chooseSave', async ({ title, suggestedName }, own) => {
    const { canceled, filePath } = await dialog.showSaveDialog(own, {
      title,
      defaultPath: join(lastFolder, basename(suggestedName)),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return null;
    lastFolder = join(filePath, '..');
    return { handle: await engine.register('write', filePath), name: basename(filePath) };
  });
  handle('finishSave', async ({ handle: given, reveal }) => {
    // Only paths that a dialog of ours or the engine's own list of drives stands behind (models.md C1 item 15).
    if (reveal) showInFolder(await engine.resolve(given));
    return null;
  });
  handle('ready', async () => {
    onReady();
    return null;
  });
}
