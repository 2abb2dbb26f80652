import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { temporaryFolder } from '../engine/files/temporary-folder.ts';

/**
 * Gives Chromium a folder of its own for this run alone: it wants one even for a box or a command, and dies without a
 * word where the usual one (below the home) cannot be written. Goes with the process. To be called before the app is ready.
 */
export function livePassing(): void {
  const folder = mkdtempSync(join(temporaryFolder(), 'jianbiao-passing-'));
  app.setPath('userData', folder);
  // However it ends: the box is closed, a signal comes.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
