import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { isCommandLine } from './cli/command-names.ts';
import { answerCommandLine, WITHOUT_SCREEN } from './shell/answer-command-line.ts';
import { startElectronShell } from './shell/electron-shell.ts';

const words = process.argv.slice(app.isPackaged ? 1 : 2).filter((word) => word !== WITHOUT_SCREEN);
if (isCommandLine(words)) {
  answerCommandLine(async () => {
    const { runCommandLine } = await import('./cli/run-command-line.ts');
    // The local shell needs a Node beside it, which the fuses of a release take away; the window is here instead.
    await runCommandLine(words, ['serve']);
  });
} else startElectronShell(dirname(fileURLToPath(import.meta.url)));
