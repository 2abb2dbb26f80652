import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shell } from 'electron';

/**
 * Shows a saved file in the system's file manager. On Linux the program asks for it itself: a file manager or browser
 * that Electron starts inherits the program's own pipes and keeps them open long after the window is closed, upon which
 * whoever started the program waits for ever.
 */
export function showInFolder(path: string): void {
  if (process.platform !== 'linux') {
    shell.showItemInFolder(path);
    return;
  }
  // The file managers' common interface marks the file; where no file manager answers, its folder is opened.
  const address = pathToFileURL(path).href.replaceAll(',', '%2C');
  start(
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--reply-timeout=5000',
      '--dest=org.freedesktop.FileManager1',
      '/org/freedesktop/FileManager1',
      'org.freedesktop.FileManager1.ShowItems',
      `array:string:${address}`,
      'string:',
    ],
    () => start('xdg-open', [dirname(path)], () => undefined),
  );
}

/** Starts a program in a session of its own, without any pipe of ours. `failed`: it is not there, or says no. */
function start(command: string, args: readonly string[], failed: () => void): void {
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.once('error', failed);
  child.once('exit', (code) => {
    if (code !== 0) failed();
  });
  child.unref();
}
