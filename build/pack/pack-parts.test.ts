import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { paths } from '../kit/paths.ts';
import { checkZip } from './electron-to-pack.ts';
import { desktopEntry } from './linux-desktop.ts';
import { assertWindowsMachine } from './pack-program.ts';
import { billOfMaterials, checkLicences, mayBeHandedOn } from './sbom.ts';
import { removalList } from './windows-packages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-pack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the uninstaller deletes each file by name and folders only when empty, the deepest first', () => {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', 'b', 'x$y.txt'), '');
  writeFileSync(join(folder, 'z.exe'), '');
  expect(removalList(folder)).toBe(
    'Delete "$INSTDIR\\a\\b\\x$$y.txt"\nDelete "$INSTDIR\\z.exe"\nRMDir "$INSTDIR\\a\\b"\nRMDir "$INSTDIR\\a"\n',
  );
  expect(removalList(folder)).not.toMatch(/\/r|\*|portable\.ini|\\data/);
});

test('a zip of Electron with another hash, or one that is not listed, is refused', () => {
  const zip = join(folder, 'electron.zip');
  writeFileSync(zip, 'x');
  const sum = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
  expect(() => checkZip(zip, 'electron.zip', { 'electron.zip': sum })).not.toThrow();
  writeFileSync(zip, 'y');
  expect(() => checkZip(zip, 'electron.zip', { 'electron.zip': sum })).toThrow('没有打包');
  expect(() => checkZip(zip, 'electron.zip', {})).toThrow('没有 electron.zip');
});

test('each Windows driver is made for the machine its name says', () => {
  const at = (arch: string) =>
    join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', `win32-${arch}.node`);
  for (const arch of ['x64', 'arm64'] as const)
    expect(() => assertWindowsMachine(at(arch), arch)).not.toThrow();
  expect(() => assertWindowsMachine(at('x64'), 'arm64')).toThrow('0x8664');
  expect(() => assertWindowsMachine(at('arm64').replace('win32', 'linux'), 'arm64')).toThrow();
});

test('a licence is accepted by its parts', () => {
  for (const good of ['MIT', '(MIT OR GPL-3.0)', 'MIT AND Zlib', '(GPL-2.0 OR Apache-2.0)'])
    expect(mayBeHandedOn(good), good).toBe(true);
  for (const bad of ['GPL-3.0', 'MIT AND GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN x', ''])
    expect(mayBeHandedOn(bad), bad).toBe(false);
  const accepted = fc.constantFrom('MIT', 'ISC', 'Apache-2.0');
  fc.assert(
    fc.property(fc.array(accepted, { minLength: 1 }), (parts) => {
      expect(mayBeHandedOn(parts.join(' AND '))).toBe(true);
      expect(mayBeHandedOn([...parts, 'GPL-3.0'].join(' AND '))).toBe(false);
      expect(mayBeHandedOn(`(${[...parts, 'GPL-3.0'].join(' OR ')})`)).toBe(true);
    }),
  );
  expect(() => checkLicences([{ name: 'x' }])).toThrow('x (none)');
});

test('the list of parts names the driver, the window’s packages and the runtime, each with its licence', () => {
  const file = join(folder, 'jianbiao.deb');
  writeFileSync(file, 'x');
  const list = z
    .looseObject({
      bomFormat: z.literal('CycloneDX'),
      specVersion: z.literal('1.6'),
      serialNumber: z
        .string()
        .regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      components: z.array(
        z.looseObject({
          name: z.string(),
          purl: z.string().startsWith('pkg:npm/'),
          licenses: z.array(z.strictObject({ expression: z.string() })).length(1),
          'bom-ref': z.string(),
        }),
      ),
    })
    .parse(JSON.parse(billOfMaterials(file, 'jianbiao.deb', '45.4.1')));
  const names = list.components.map(({ name }) => name);
  for (const name of ['better-sqlite3-multiple-ciphers', 'react', '@mantine/core', 'electron'])
    expect(names).toContain(name);
  expect(new Set(list.components.map((part) => part['bom-ref'])).size).toBe(names.length);
});

test('the desktop entry opens files of the program’s own kind and names the window’s class', () => {
  const entry = desktopEntry('/opt/Jianbiao/jianbiao');
  expect(entry).toContain('Exec=/opt/Jianbiao/jianbiao %f\n');
  expect(entry).toContain('MimeType=application/vnd.jianbiao.package;\n');
  expect(entry).toContain('StartupWMClass=荐表\n');
});
