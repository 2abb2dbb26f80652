// Lets a bare Electron runtime take `electron [switches] [-r MODULE] APPDIR`, as Electron's own distribution does. Test tool only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const words = process.argv.slice(1);
const required = words.indexOf('-r');
const [, module] = required === -1 ? [] : words.splice(required, 2);
const named = words.find((part) => !part.startsWith('-'));
if (process.argv.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (named === undefined) {
  console.error('usage: electron [switches] [-r MODULE] APPDIR');
  process.exit(2);
}
const folder = resolve(named);
const { version, name, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
app.setVersion(version);
app.name = name;
app.setAppPath(folder);
if (module !== undefined) createRequire(import.meta.url)(resolve(module));
await import(pathToFileURL(join(folder, main)).href);
