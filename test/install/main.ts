import { appendFileSync } from 'node:fs';
import { armRow } from './arm-row.ts';
import { debianRow } from './debian-row.ts';
import { oldSystemRow } from './old-system-row.ts';
import { type Row, tableText } from './table.ts';
import { windowsRows } from './windows-rows.ts';

/**
 * `npm run verify:install`: everything about installing that a Debian machine, as root, can see: the .deb used for real,
 * the engine on the old glibc of Debian 11, on arm64 under qemu, on Windows under wine with its setup program. Arguments
 * choose rows (`deb`, `old`, `arm`, `wine`). docs/packaging.md says what this proves and what nobody has seen.
 */
const wanted = process.argv.slice(2);
const rows: (Row & { readonly failed: boolean })[] = [];
const want = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
if (want('old')) rows.push(await oldSystemRow());
if (want('arm')) rows.push(await armRow());
if (want('wine')) rows.push(...(await windowsRows()));
if (want('deb')) rows.push(await debianRow());
const table = tableText(rows);
process.stdout.write(table);
if (process.env.JIANBIAO_TABLE !== undefined) appendFileSync(process.env.JIANBIAO_TABLE, table);
// Vitest's closing line, so that whoever counts tests counts these too.
const failed = rows.filter((row) => row.failed).length;
console.log(
  `Tests  ${failed > 0 ? `${failed} failed | ` : ''}${rows.length - failed} passed (${rows.length})`,
);
if (failed > 0) process.exitCode = 1;
