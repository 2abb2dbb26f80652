import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startElectronShell } from './shell/electron-shell.ts';

startElectronShell(dirname(fileURLToPath(import.meta.url)));
