import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../../build/kit/paths.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { fontsInPdf } from '../../../test/support/fonts-in-pdf.ts';
import { fontFile } from '../paper/font-set.ts';
import { checkFont, ownFontFile, systemFontFolders, systemFonts } from '../paper/own-fonts.ts';

const kai = new Uint8Array(readFileSync(fontFile('kai')));
const latin = new Uint8Array(
  readFileSync(
    join(paths.root, 'node_modules', 'pdfjs-dist', 'standard_fonts', 'LiberationSans-Regular.ttf'),
  ),
);

/** The same font with other embedding rights: fsType, the third 16-bit word after the weight in the OS/2 table. */
function withRights(font: Uint8Array, fsType: number): Uint8Array {
  const copy = Uint8Array.from(font);
  const view = new DataView(copy.buffer);
  for (let at = 12; at < 12 + view.getUint16(4) * 16; at += 16) {
    const tag = new TextDecoder('latin1').decode(copy.subarray(at, at + 4));
    if (tag === 'OS/2') view.setUint16(view.getUint32(at + 8) + 8, fsType);
  }
  return copy;
}

describe('the fonts of the unit’s own', () => {
  const loop = new DeskLoop();
  let client: Awaited<ReturnType<DeskLoop['workspace']>>;
  const choose = (slot: 'fangsong' | 'kai' | 'rare', name: string, bytes: Uint8Array) => {
    writeFileSync(join(loop.stick, name), bytes);
    return client.call('fonts.choose', { slot, source: loop.file(client, name) });
  };
  const slots = async () =>
    new Map((await client.call('fonts.list', {})).map((entry) => [entry.slot, entry] as const));
  const report = async () =>
    fontsInPdf(
      (
        await client.call('paper.preview', {
          formId: 'report-preliminary',
          subjectId: 'unit',
          round: 'preliminary',
          format: 'pdf',
        })
      ).bytes,
    );

  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender');
    await client.call('record.save', {
      id: 'unit',
      baseRevision: 0,
      changes: { 'report.preliminary.process': '收到通知后，成立评选机构，逐级推荐。' },
    });
  });
  afterAll(() => loop.close());

  it('begin with the program’s own', async () => {
    expect((await slots()).get('fangsong')).toMatchObject({ own: null, builtIn: '思源宋体' });
    expect((await slots()).get('rare')).toMatchObject({ own: null, builtIn: null });
    expect(await report()).toContain('NotoSerifSC-Regular');
  });

  it('print from the moment they are chosen until they are dropped', async () => {
    const before = await report();
    await choose('fangsong', 'simfang.ttf', kai);
    expect((await slots()).get('fangsong')?.own).toBe('LXGW WenKai');
    const own = await report();
    expect(own).toContain('LXGWWenKai-Regular');
    expect(own).not.toEqual(before);
    await client.call('fonts.drop', { slot: 'fangsong' });
    expect((await slots()).get('fangsong')?.own).toBe(null);
    expect(await report()).toEqual(before);
  });

  it('refuse what may not be embedded, has no Chinese, is a collection or no font, and keep the former choice', async () => {
    await choose('fangsong', 'kai.ttf', kai);
    const collection = new Uint8Array([...new TextEncoder().encode('ttcf'), 0, 1, 0, 0, 0, 0, 0, 0]);
    for (const [name, bytes, code] of [
      ['no-embedding.ttf', withRights(kai, 0x0002), 'paper-font-forbidden'],
      ['no-subsetting.ttf', withRights(kai, 0x0100), 'paper-font-forbidden'],
      ['latin.ttf', latin, 'paper-font-unsuitable'],
      ['msyh.ttc', collection, 'paper-font-unreadable'],
      ['letter.ttf', new TextEncoder().encode('这不是字体'), 'paper-font-unreadable'],
      ['empty.ttf', new Uint8Array(), 'file-empty'],
    ] as const) {
      expect([name, await codeOf(choose('fangsong', name, bytes))]).toEqual([name, code]);
    }
    expect((await slots()).get('fangsong')?.own).toBe('LXGW WenKai');
    expect(await codeOf(choose('rare', 'latin.ttf', latin))).toBe('paper-font-unsuitable');
    expect(checkFont(withRights(kai, 0x0008), 'kai.ttf', 'kai')).toBe('LXGW WenKai');
    await client.call('fonts.drop', { slot: 'fangsong' });
  });

  it('say so when the kept file was damaged, and let it be dropped', async () => {
    await choose('fangsong', 'kai.ttf', kai);
    const file = ownFontFile(join(loop.root, '示例省机关事务管理局'), 'fangsong');
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, 'damaged');
    expect((await slots()).get('fangsong')?.own).toContain('已损坏');
    // Opened fonts stay open; the next start, or another choice, reads the file again.
    await client.call('fonts.drop', { slot: 'hei' });
    await expect(report()).rejects.toMatchObject({ code: 'paper-font-unreadable', params: { name: '仿宋' } });
    await client.call('fonts.drop', { slot: 'fangsong' });
    expect(existsSync(file)).toBe(false);
  });

  it('are found in the system’s folders by name, whatever the case, the best first', () => {
    writeFileSync(join(loop.stick, 'SIMFANG.TTF'), kai);
    writeFileSync(join(loop.stick, 'fzfsjw.ttf'), kai);
    const found = systemFonts([join(loop.root, 'nowhere'), loop.root]);
    expect(found.get('fangsong')).toBe(join(loop.stick, 'SIMFANG.TTF'));
    expect(found.has('xiaobiaosong')).toBe(false);
    expect(systemFontFolders('win32', { WINDIR: 'D:\\Windows' })[0]).toMatch(/^D:\\Windows.Fonts$/);
    expect(systemFontFolders('linux').length).toBeGreaterThan(1);
  });

  it('are not listed while the workspace is locked', async () => {
    await client.call('workspace.lock', {});
    expect(await codeOf(client.call('fonts.list', {}))).toBe('workspace-locked');
    expect(await codeOf(client.call('fonts.drop', { slot: 'kai' }))).toBe('workspace-locked');
  });
});
