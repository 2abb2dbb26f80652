import { describe, expect, it } from 'vitest';
import { messageFor } from '../../../../shared/errors/catalog.ts';
import { lrmxText } from '../../../../test/support/cadre-file.ts';
import { ReadingRefused, refusalError } from '../guard/refusal.ts';
import { readGuarded } from '../read-guarded.ts';
import { readCadreForm } from './read-cadre-form.ts';

const bytesOf = (content: string | Uint8Array): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
const read = (content: string | Uint8Array) => readCadreForm(bytesOf(content));

/** The refusal's code; the sentence made of it has no blank left. */
async function refusal(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
  } catch (thrown) {
    if (!(thrown instanceof ReadingRefused)) throw thrown;
    const { code, params } = refusalError('甲.lrmx', thrown.refusal);
    expect(messageFor(code, params)).not.toMatch(/\{\w+\}/);
    return code;
  }
  return 'read';
}

/** GB2312 bytes of the few characters that the old file of the test holds. */
const gb: Readonly<Record<string, readonly number[]>> = {
  张: [0xd5, 0xc5],
  伟: [0xce, 0xb0],
  男: [0xc4, 0xd0],
  汉: [0xba, 0xba],
  族: [0xd7, 0xe5],
  大: [0xb4, 0xf3],
  学: [0xd1, 0xa7],
  科: [0xbf, 0xc6],
  员: [0xd4, 0xb1],
};
const gbBytes = (text: string): Uint8Array =>
  new Uint8Array([...text].flatMap((sign) => gb[sign] ?? [...new TextEncoder().encode(sign)]));

describe('a file of the 干部任免审批表', () => {
  it('gives what is asked of a person, and nothing of the family or the appointment', async () => {
    const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    const bytes = bytesOf(lrmxText({ ZhaoPian: `\n${photo.toString('base64')}\n` }));
    const form = await readGuarded('cadreForm', { name: '甲.lrmx', bytes });
    expect(form).toMatchObject({
      name: '陈静',
      birth: '198005',
      fullTime: { education: '大学', degree: '工学学士' },
      idNumber: '430202198005080126',
    });
    expect(form.resume.split('\n')).toHaveLength(3);
    expect(form.photo === null ? null : Buffer.from(form.photo)).toEqual(photo);
    expect(JSON.stringify(form)).not.toMatch(/秘密|某局|丈夫/);
  });
  it('reads a photo of some megabytes, CDATA, escapes and UTF-16', async () => {
    const large = Buffer.alloc(3 << 20, 7).toString('base64');
    expect((await read(lrmxText({ ZhaoPian: large }))).photo?.length).toBe(3 << 20);
    expect((await read(lrmxText({ JianLi: '<![CDATA[2010.03-- 甲&乙]]>' }))).resume).toBe('2010.03-- 甲&乙');
    expect((await read(lrmxText({ XianRenZhiWu: '甲&amp;乙&#x4E2D;' }))).post).toBe('甲&乙中');
    const wide = Buffer.from(`\ufeff${lrmxText().replace('utf-8', 'utf-16')}`, 'utf16le');
    expect((await read(wide)).name).toBe('陈静');
  });
  it('reads the older .lrm in GB2312 by its places', async () => {
    const fields = Array.from({ length: 33 }, () => '');
    const set = (at: number, text: string) => {
      fields[at] = text;
    };
    set(0, '张伟');
    set(1, '男');
    set(2, '197901');
    set(3, '汉族');
    set(9, '大学#@#');
    set(17, '2002.07--2010.03  科员\r\n2010.03--  科员');
    set(21, '秘密');
    const form = await read(gbBytes(fields.map((field) => `"${field}"`).join(',')));
    expect(form).toMatchObject({
      name: '张伟',
      sex: '男',
      birth: '197901',
      fullTime: { education: '大学', degree: '' },
    });
    expect(form.resume).toBe('2002.07--2010.03  科员\n2010.03--  科员');
    expect(form.photo).toBeNull();
    expect(JSON.stringify(form)).not.toContain('秘密');
  });
  it.each([
    [
      'a document type',
      lrmxText().replace('<Person>', '<!DOCTYPE Person [<!ENTITY a "b">]><Person>'),
      'reading-damaged',
    ],
    [
      'an entity that reads a file',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Person><XingMing>&x;</XingMing></Person>`,
      'reading-damaged',
    ],
    ['an unknown entity', lrmxText({ XingMing: '&gang;' }), 'reading-damaged'],
    ['elements without end', `<Person>${'<a>'.repeat(5000)}`, 'reading-damaged'],
    ['an end that is missing', lrmxText().slice(0, -20), 'reading-damaged'],
    [
      'a résumé of a hundred thousand letters',
      lrmxText({ JianLi: '长'.repeat(100_000) }),
      'reading-too-large',
    ],
    ['a photo of twelve megabytes', lrmxText({ ZhaoPian: 'A'.repeat(14 << 20) }), 'reading-too-large'],
    ['another XML', '<Workbook><XingMing>甲</XingMing></Workbook>', 'reading-not-cadre-form'],
    ['a table', '"a","b","c"', 'reading-not-cadre-form'],
    ['words', '姓名：张伟', 'reading-not-cadre-form'],
    ['nothing', ' ', 'reading-not-cadre-form'],
  ])('refuses %s with a sentence', async (_what, content, code) => expect(await refusal(content)).toBe(code));
  it('refuses bytes that are no text, under either beginning', async () => {
    expect(await refusal(new Uint8Array([0x22, 0xff, 0xff, 0x22]))).toBe('reading-not-cadre-form');
    expect(await refusal(new Uint8Array([0x3c, 0xff, 0xfe, 0x00, 0x80]))).toBe('reading-damaged');
    expect(await refusal(new Uint8Array([0x50, 0x4b, 3, 4]))).toBe('reading-not-cadre-form');
  });
  it('takes a name from the person alone, wherever a family member stands', async () => {
    const before = `<Person><JiaTingChengYuan><Item><XingMing>秘密亲属</XingMing></Item></JiaTingChengYuan><XingMing>陈静</XingMing><x><XianRenZhiWu>秘密</XianRenZhiWu></x></Person>`;
    expect(await read(before)).toMatchObject({ name: '陈静', post: '' });
  });
});
