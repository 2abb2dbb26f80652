import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSamples, loadSample } from '../../electron/engine/pack/load-sample.ts';
import { countText } from '../../shared/counting/word-count.ts';
import { ownSurroundings } from '../support/own-surroundings.ts';
import { requireTool } from './require-tool.ts';

const soffice = requireTool('soffice');
const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');

/** Chinese, Latin, digits, punctuation, full-width forms and line breaks: Word and LibreOffice agree. */
const alike = [
  '机关事务工作。',
  '节电620万千瓦时',
  'WPS Office 2021',
  'it’s a test',
  '陈𬱟、李㛃',
  '阿卜杜拉·买买提',
  'ＡＢＣ１２３',
  '甲 乙\n丙\t丁',
  '甲\u3000乙',
  '35×49毫米',
  '①第一',
  '（一）工作',
  '"引号"内',
  '10%以上',
  'COVID-19疫情',
  'www.ggj.gov.cn 网址',
  '2021年9月2日',
  '『书』《名》',
  '1、2、3。',
  'A4纸，一式5份；',
  '（2021）第3号',
  '[2020]27号',
  'x=y 与 C#',
  '第一段。\n\n第二段ABC 123。\r\n第三段',
];

/**
 * Where the two part ways, the Word reading of the domain notes 4.5 wins: each full-width mark counts one, a run of
 * half-width letters, digits and signs counts one.
 */
const apart: readonly (readonly [text: string, word: number, libreOffice: number, why: string])[] = [
  ['“一站式”服务——好', 10, 8, 'LibreOffice takes the dash for a separator and counts it not at all'],
  ['……', 2, 1, 'LibreOffice takes the two halves of an ellipsis for one word'],
  ['a,b;c', 1, 3, 'LibreOffice ends a word at a comma without a space'],
  ['约3.6万平方米', 6, 7, 'LibreOffice ends a word at a decimal point'],
  ['100℃', 2, 1, 'LibreOffice adds the sign to the number'],
  ['a“b”c', 5, 3, 'LibreOffice adds a curly quotation mark to the Latin word beside it'],
];

describe.skipIf(soffice === null)('字数 beside LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-words-'));
  const counts = new Map<string, { words: number; characters: number }>();
  const deeds: string[] = [];

  beforeAll(async () => {
    // Without decimals, and with a space between quotation marks and digits: LibreOffice counts both in its
    // own way (see above), and neither changes the Word reading. In long paragraphs it also takes some characters
    // beyond the basic plane for two, by their UTF-16 units; a character is a character, so they are replaced.
    for (const id of await listSamples(packDir))
      for (const { content } of (await loadSample(packDir, id)).submission.nominees)
        deeds.push(
          String(content.deeds)
            .replace(/[\u{20000}-\u{3ffff}]/gu, '某')
            .replace(/(\d)\.(\d)/g, '$1$2')
            .replace(/([“”])(?=\w)/g, '$1 ')
            .replace(/(\w)(?=[“”])/g, '$1 '),
        );
    const texts = [...new Set([...alike, ...apart.map(([text]) => text), ...deeds])];
    const names = texts.map((text, at) => {
      const name = join(folder, `t${at}.txt`);
      writeFileSync(name, text.replace(/\r\n/g, '\n'));
      return name;
    });
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const filter = '--infilter=Text (encoded):UTF8,LF,,zh-CN,';
    const args = [profile, '--headless', '--convert-to', 'odt', filter, '--outdir', folder, ...names];
    const env = { ...process.env, ...ownSurroundings(folder) };
    execFileSync(soffice ?? '', args, { stdio: 'ignore', timeout: 110_000, env });
    texts.forEach((text, at) => {
      const meta = unzipSync(readFileSync(join(folder, `t${at}.odt`)))['meta.xml'];
      const xml = meta === undefined ? '' : strFromU8(meta);
      const read = (name: string) => Number(new RegExp(` meta:${name}="(\\d+)"`).exec(xml)?.[1]);
      counts.set(text, { words: read('word-count'), characters: read('non-whitespace-character-count') });
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(alike)('%j: the same words and characters', (text) => {
    expect(countText(text)).toEqual(counts.get(text));
  });

  it('the deeds of the samples: the same words and characters', () => {
    expect(deeds.length).toBeGreaterThan(7);
    for (const text of deeds) expect(countText(text)).toEqual(counts.get(text));
  });

  it.each(apart)('%j: Word %i, LibreOffice %i (%s)', (text, word, libreOffice) => {
    expect(countText(text).words).toBe(word);
    expect(counts.get(text)?.words).toBe(libreOffice);
  });
});
