import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFontSet } from '../electron/engine/paper/font-set.ts';
import { fontFaces } from '../electron/engine/paper/font-table.ts';
import { buildFonts, gb2312Characters } from './fonts.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-fonts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fonts of the paper', () => {
  it('know the 6,763 Han of GB/T 2312', () => {
    const han = [...gb2312Characters()].filter((character) => /[\u4e00-\u9fff]/.test(character));
    expect(new Set(han).size).toBe(6763);
  });

  it('are cut, complete, licensed and under 30 MB in all', async () => {
    const bytes = await buildFonts(folder);
    expect(bytes).toBeLessThan(30e6);
    for (const { file } of Object.values(fontFaces)) expect(existsSync(join(folder, file))).toBe(true);
    expect(
      readFileSync(join(folder, 'LICENSES.txt'), 'utf8').match(/SIL OPEN FONT LICENSE/gi)?.length,
    ).toBeGreaterThan(2);
    const [song] = createFontSet({ fontsDir: folder }).chain('song');
    for (const character of '荐表𬱟㛃·—（）') expect(song?.has(character.codePointAt(0) ?? 0)).toBe(true);
  });

  it('are left as they are when nothing changed, and made anew when a file is damaged', async () => {
    const file = join(folder, fontFaces.hei.file);
    const before = readFileSync(file);
    await buildFonts(folder);
    expect(readFileSync(file).equals(before)).toBe(true);
    rmSync(file);
    await buildFonts(folder);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
