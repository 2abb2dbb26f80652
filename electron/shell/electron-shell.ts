import { dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { sampleArgument } from '../../shared/api/sample-methods.ts';
import type { ShellCommand } from '../../shared/api.ts';
import { messageFor } from '../../shared/errors/catalog.ts';
import { toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { requireDataFolder } from '../engine/files/data-folder.ts';
import { createEngineClient, type EngineClient } from '../engine/host/engine-client.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { installMenu } from './application-menu.ts';
import { channels } from './channel-names.ts';
import { dataDirFor } from './data-folder.ts';
import { findDebugSwitch } from './debug-switches.ts';
import { startEngineProcess } from './engine-host.ts';
import { openMainWindow, preloadBeside } from './main-window.ts';
import { packageArgument } from './package-arguments.ts';
import { livePassing } from './passing-profile.ts';
import { type RunKind, runKind } from './run-kind.ts';
import { hardenContents, hardenSession, silenceChromium } from './security-policy.ts';
import { registerWindowIpc } from './window-ipc.ts';

/** For PCs whose graphics driver leaves the window empty or garbled. */
const SOFTWARE_RENDERING = 'software-rendering';

/**
 * Starts the Electron shell: security settings before anything else, then the engine, then the window.
 * `bundleDir` is where the built main script lies, inside dist/electron.
 */
export function startElectronShell(bundleDir: string): void {
  const distDir = dirname(bundleDir);
  const appDir = dirname(distDir);
  const kind = runKind(app.isPackaged, appDir);
  const forbidden = findDebugSwitch(process.argv);
  if (!kind.underTest && forbidden !== null) {
    process.stderr.write(`${messageFor('debug-switch-refused', { name: forbidden })}\n`);
    app.exit(1);
    return;
  }
  const dataDir = dataDirFor(kind);
  try {
    requireDataFolder(dataDir);
  } catch (thrown) {
    refuseToStart(toErrorRecord(thrown).message);
    return;
  }
  app.setPath('userData', join(dirname(dataDir), 'window'));
  // Chromium's sandbox cannot work for root at all; a developer's run may say so, a release has refused the switch above.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (app.commandLine.hasSwitch(SOFTWARE_RENDERING)) app.disableHardwareAcceleration();
  silenceChromium();
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write('荐表已经开着，已把它的窗口调到前面。\n');
    app.exit(0);
    return;
  }
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));

  // Not awaited at the top level: an ES module that waits for whenReady() keeps it from ever coming.
  app
    .whenReady()
    .then(() => run({ kind, dataDir, distDir, appDir, bundleDir }))
    .catch((thrown: unknown) => {
      console.error(thrown);
      app.exit(1);
    });
}

/** Shows why there will be no window, and ends. A box needs the app to be ready; nothing else is started. */
function refuseToStart(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  livePassing();
  app.disableHardwareAcceleration();
  app
    .whenReady()
    // Not `showErrorBox`: that one holds the whole process, which then hears no signal, and speaks English.
    .then(() =>
      dialog.showMessageBox({
        type: 'error',
        title: '荐表没有启动',
        message: '荐表没有启动',
        detail: sentence,
        buttons: ['知道了'],
      }),
    )
    .catch(() => undefined)
    .finally(() => app.exit(1));
}

interface RunOptions {
  readonly kind: RunKind;
  readonly dataDir: string;
  readonly distDir: string;
  readonly appDir: string;
  readonly bundleDir: string;
}

function run({ kind, dataDir, distDir, appDir, bundleDir }: RunOptions): void {
  const devTools = !kind.packaged;
  let window: BrowserWindow | null = null;
  let listening = false;
  const waiting: ShellCommand[] = [];

  hardenSession(session.defaultSession, devTools);
  serveApp(distDir);

  const engine: EngineClient = createEngineClient(
    startEngineProcess,
    {
      dataDir,
      campaignsDir: join(appDir, 'resources', 'campaigns'),
      fontsDir: join(distDir, 'fonts'),
      samplesDir: join(distDir, 'samples'),
      shell: 'electron',
    },
    (event, payload) => window?.webContents.send(channels.event, event, payload),
  );

  const send = (command: ShellCommand): void => {
    if (listening && window !== null) window.webContents.send(channels.command, command);
    else waiting.push(command);
  };
  const openPath = (path: string): void => {
    engine.register('read', path).then(
      (openPackage) => send({ openPackage }),
      (thrown: unknown) => console.error(thrown),
    );
  };
  const open = (): void => {
    listening = false;
    const opened = openMainWindow({
      preload: preloadBeside(bundleDir),
      icon: join(distDir, 'icons', '256x256.png'),
      stateFile: join(app.getPath('userData'), 'window.json'),
      devTools,
    });
    opened.on('closed', () => {
      window = null;
      listening = false;
    });
    // A reloaded page has forgotten its listeners. Going from page to page inside the window (the address's fragment)
    // counts as loading too, but forgets nothing.
    opened.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) listening = false;
    });
    window = opened;
  };

  registerWindowIpc({
    engine,
    window: () => window,
    startFolder: app.getPath('documents'),
    onReady() {
      listening = true;
      for (const command of waiting.splice(0)) send(command);
    },
  });
  installMenu({
    window: () => window,
    send,
    devTools,
    openPackage() {
      if (window === null) return;
      dialog
        .showOpenDialog(window, {
          title: '打开封包文件',
          filters: [{ name: '封包文件（zip、age）', extensions: ['zip', 'age'] }],
          properties: ['openFile'],
        })
        .then(({ filePaths }) => filePaths.forEach(openPath))
        .catch((thrown: unknown) => console.error(thrown));
    },
  });

  app.on('second-instance', (_event, argv, cwd) => {
    if (window === null) open();
    else {
      if (window.isMinimized()) window.restore();
      // Also a window that has not been shown yet, or that its page keeps waiting.
      window.show();
      window.focus();
    }
    const path = packageArgument(argv, cwd);
    if (path !== null) openPath(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openPath(path);
  });
  app.on('activate', () => {
    if (window === null) open();
  });
  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    engine.close().finally(() => {
      closed = true;
      app.quit();
    });
  });

  const first = packageArgument(process.argv, process.cwd());
  if (first !== null) openPath(first);
  const sample = sampleArgument(process.argv);
  if (sample === null) open();
  // Opened before the window, which then begins in it; where there is none the start page comes, as without the argument.
  else
    engine
      .call('sample.open', { role: sample })
      .finally(open)
      .catch(() => undefined);
}
