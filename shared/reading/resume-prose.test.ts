import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseResumeProse, type ResumeEntry } from './resume-prose.ts';

function entries(text: string): (readonly [string, string | null, string])[] {
  return parseResumeProse(text).flatMap(({ entry }) =>
    entry === null ? [] : [[entry.from, entry.to, entry.place] as const],
  );
}

function rest(text: string): string[] {
  return parseResumeProse(text).flatMap((piece) => (piece.entry === null ? [piece.source.trim()] : []));
}

describe('a résumé in prose', () => {
  it('takes the open end of the 任免审批表 for the present post, with its neighbours (case 31)', () => {
    for (const last of [
      '2010.03--              副主任',
      '2010年3月起  副主任',
      '2010.03--目前 副主任',
      '2010.03—至 今，副主任',
    ]) {
      expect(entries(`1998.09--2002.07  云麓工学院暖通专业学习\n2002.07--2010.03  科员\n${last}`)).toEqual([
        ['1998-09', '2002-07', '云麓工学院暖通专业学习'],
        ['2002-07', '2010-03', '科员'],
        ['2010-03', 'present', '副主任'],
      ]);
    }
  });
  it('says so where an earlier entry has no end, and where only one month or a year is written', () => {
    const [first, second, third] = parseResumeProse(
      '2001—2005 甲校学习\n2005.07-- 乙局\n2009.08 任丙处副处长\n2012.01—今 丁局',
    );
    expect(first?.entry).toMatchObject({ from: '2001', to: '2005', notes: ['只有年份，请补上月份'] });
    expect(second?.entry).toMatchObject({ to: null, notes: ['没有写到什么时候，请补上'] });
    expect(third?.entry).toMatchObject({
      from: '2009-08',
      to: null,
      notes: ['只写了一个年月，请补上另一个'],
    });
  });
  it('folds 其间 and lines without months into the entry before', () => {
    expect(
      entries(
        '2005.07—2010.03　某局科员\n（其间：\n2008.09—2010.07在省委党校学习）\n其间：2009.01—2009.06挂职\n2010.03—2012.01 副\n主任',
      ),
    ).toEqual([
      ['2005-07', '2010-03', '某局科员（其间：2008.09—2010.07在省委党校学习）其间：2009.01—2009.06挂职'],
      ['2010-03', '2012-01', '副主任'],
    ]);
  });
  it('does not let a bracket that never closes swallow the entries after it', () => {
    expect(
      entries('2005.07—2010.03 某局科员（副科级\n2010.03—2012.01 科长（正科级）\n2012.01— 副局长'),
    ).toHaveLength(3);
  });
  it('finds the entries of one paragraph, and leaves what stands in brackets', () => {
    expect(
      entries('1998.09—2002.07 学习；2002.07—2010.03 科员（2008.09—2010.07 在职读研）； 2010.03至今 副主任'),
    ).toEqual([
      ['1998-09', '2002-07', '学习'],
      ['2002-07', '2010-03', '科员（2008.09—2010.07 在职读研）'],
      ['2010-03', 'present', '副主任'],
    ]);
  });
  it('lists what it did not take: labels, words before the first month, years of two digits', () => {
    expect(rest('简  历\n男，汉族\n98.09—02.07 学习\n2002.07—至今 科员')).toEqual([
      '简  历',
      '男，汉族',
      '98.09—02.07 学习',
    ]);
    expect(rest('个人简历：2002.07—至今 科员')).toEqual(['个人简历：']);
    expect(rest('2010.13—2012.05 科员')).toEqual(['2010.13—2012.05 科员']);
  });
  it.each(['云麓县机关事务管理局科员', '', '2019年度考核优秀', '一九九八年九月入学'])(
    'finds no entry in %j',
    (text) => expect(entries(text)).toEqual([]),
  );
});

const month = fc
  .record({ year: fc.integer({ min: 1950, max: 2026 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month: at }) => `${year}-${String(at).padStart(2, '0')}`);
const words = fc.array(
  fc.constantFrom(
    '云麓市',
    '机关事务',
    '科员',
    '副主任',
    '（正科级）',
    '党校学习',
    '、',
    'A座',
    '二〇一',
    '从事',
    '管理',
  ),
  {
    minLength: 1,
    maxLength: 6,
  },
);
const place = fc
  .record({ words, meanwhile: fc.boolean() })
  .map((one) => `局${one.words.join('')}处${one.meanwhile ? '（其间：2008.09—2010.07在省委党校学习）' : ''}`);
const dates = [
  (text: string) => text.replace('-', '.'),
  (text: string) => `${text.slice(0, 4)}年${Number(text.slice(5))}月`,
  (text: string) => text.replace('-', '/'),
  (text: string) => text.replace('-', ''),
  (text: string) =>
    text.replace('-', '．').replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (text: string) => `${text.slice(0, 4)}年${text.slice(5)}月15日`,
] as const;
const dashes = ['-', '--', '–', '—', '――', '－', '~', '～', '至', ' — ', '―', '─', '到'] as const;
const layouts = [
  (lines: readonly string[]) => lines.join('\n'),
  (lines: readonly string[]) => lines.map((line) => `　　${line}；`).join('\r\n\r\n'),
  (lines: readonly string[]) => lines.join('；'),
  (lines: readonly string[]) => lines.map((line) => `● ${line}`).join('\u000b'),
  (lines: readonly string[]) => `个人简历\n\n${lines.join('\n')}`,
  (lines: readonly string[]) => `简历：${lines.join('\n')}\n`,
] as const;

describe('any résumé', () => {
  const list = fc.array(fc.record({ from: month, to: month, place }), { minLength: 1, maxLength: 8 });
  it('printed in any of the usual styles is read back as it was', () => {
    fc.assert(
      fc.property(
        list,
        fc.constantFrom(...dates),
        fc.constantFrom(...dashes),
        fc.constantFrom(' ', '　　', '：', '，', ''),
        fc.constantFrom(...layouts),
        fc.constantFrom('no', '至今', 'open'),
        (rows, date, dash, gap, layout, last) => {
          const lines = rows.map((row, at) => {
            const ends = at < rows.length - 1 || last === 'no' ? date(row.to) : last === 'open' ? '' : '至今';
            const mark = ends === '' || (ends === '至今' && /[至到]/.test(dash)) ? '—' : dash;
            return `${date(row.from)}${mark}${ends}${gap}${row.place}`;
          });
          const open = last === 'open' && rows.some((row) => row.from > (rows.at(-1)?.from ?? ''));
          const want: Pick<ResumeEntry, 'from' | 'to' | 'place'>[] = rows.map((row, at) => ({
            from: row.from,
            to: at < rows.length - 1 || last === 'no' ? row.to : open ? null : 'present',
            place: row.place,
          }));
          const read = parseResumeProse(layout(lines)).flatMap(({ entry }) =>
            entry === null ? [] : [{ from: entry.from, to: entry.to, place: entry.place }],
          );
          expect(read).toEqual(want);
        },
      ),
      { numRuns: 400 },
    );
  });
  it('and any text at all is cut into pieces that are the text', () => {
    const bit = fc.oneof(
      fc.constantFrom(
        '2010.03',
        '—',
        '至今',
        '\n',
        '；',
        '（',
        '）',
        '其间：',
        '2012年5月',
        ' ',
        '简历',
        '科员',
        '\r\n',
        '1',
      ),
      fc.string({ maxLength: 6, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), (bits) => {
        const text = bits.join('');
        expect(
          parseResumeProse(text)
            .map((piece) => piece.source)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
  it('keeps every letter of an entry in its words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('2010.03—2012.01 ', '科员', '（甲）', '\n', 'x', '其间：2008.09—2009.01'), {
          maxLength: 20,
        }),
        (bits) => {
          for (const { source, entry } of parseResumeProse(bits.join(''))) {
            if (entry === null) continue;
            const letters = source.replace(/[\s；，]/g, '').replace('2010.03—2012.01', '');
            expect(entry.place.replace(/\s/g, '')).toBe(letters);
          }
        },
      ),
    );
  });
});
