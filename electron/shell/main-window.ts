import { join } from 'node:path';
import { BrowserWindow, dialog, screen } from 'electron';
import { APP_PAGE, isAppAddress } from './app-address.ts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface MainWindowOptions {
  readonly preload: string;
  /** The program's picture for panels and window lists; Windows and macOS take it from the program's file. */
  readonly icon: string;
  /** Where position, size and zoom are remembered. */
  readonly stateFile: string;
  readonly devTools: boolean;
}

/** How long an unseen window waits for its first picture. */
const SHOW_AT_LATEST_MS = 2_500;

/** Opens the program's one window where it was last time (models.md C1 items 2 to 6). */
export function openMainWindow({ preload, icon, stateFile, devTools }: MainWindowOptions): BrowserWindow {
  const remembered = readWindowState(stateFile);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      remembered?.bounds ?? null,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    ...(process.platform === 'linux' ? { icon } : {}),
    title: '荐表',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools,
    },
  });
  if (remembered?.maximized === true) window.maximize();
  const show = (): void => {
    clearTimeout(atLatest);
    if (window.isDestroyed() || window.isVisible()) return;
    window.webContents.setZoomLevel(remembered?.zoomLevel ?? 0);
    window.show();
  };
  // Some graphics drivers never let the first picture come; a window that shows nothing yet can at least be seen and
  // closed, and tells that the program is there.
  const atLatest = setTimeout(show, SHOW_AT_LATEST_MS);
  window.once('ready-to-show', show);
  window.on('close', () => {
    writeWindowState(stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoomLevel: window.webContents.getZoomLevel(),
    });
  });
  // The page holds the window while text is still being written, and closes it by itself once it is on disk. Only when
  // that fails, or takes long, is the user asked.
  window.webContents.on('will-prevent-unload', () => askToStay(window));
  // Chromium announces a navigation to about:blank to nobody beforehand. It gains nothing, since requests from there are
  // refused, and the window is led back.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isAppAddress(address)) load(window);
  });
  load(window);
  return window;
}

function load(window: BrowserWindow): void {
  window.loadURL(APP_PAGE).catch((thrown: unknown) => {
    if (!window.isDestroyed()) console.error(thrown);
  });
}

const PATIENCE_MS = 5_000;
/** Windows whose user is about to be asked, or is being asked: each further try to close asks nothing more. */
const asking = new WeakSet<BrowserWindow>();

/** Lets the page finish writing; if the window is still there after a while, the user decides. */
function askToStay(window: BrowserWindow): void {
  if (asking.has(window)) return;
  asking.add(window);
  setTimeout(() => {
    if (window.isDestroyed()) return;
    dialog
      .showMessageBox(window, {
        type: 'warning',
        title: '还有内容没有保存',
        message: '最近输入的内容还没有写到磁盘上。',
        detail: '建议留在程序中，等页面显示“已保存”后再关闭。',
        buttons: ['留在程序中', '放弃未保存的内容并关闭'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        if (response === 1 && !window.isDestroyed()) window.destroy();
      })
      .catch(() => undefined)
      .finally(() => asking.delete(window));
  }, PATIENCE_MS).unref();
}

/** The preload script beside the bundle of main. */
export function preloadBeside(folder: string): string {
  return join(folder, 'preload.cjs');
}
