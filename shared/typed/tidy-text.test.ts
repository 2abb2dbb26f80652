import { expect, it } from 'vitest';
import { normaliseCreditCode } from '../identifiers/credit-code.ts';
import { normaliseIdNumber } from '../identifiers/id-number.ts';
import { columnSchema } from '../words/field-schema.ts';
import { parseDateText } from './date-text.ts';
import { tidyCell, tidyLines } from './tidy-text.ts';

it('takes text from Word: soft breaks are line breaks, what cannot be printed goes, the layout stays', () => {
  expect(tidyLines('　　第一段\u000b第二行\r\n　　第三段\u0007\u200b')).toBe(
    '　　第一段\n第二行\n　　第三段',
  );
  expect(tidyLines('甲\u00a0乙\u2028丙')).toBe('甲 乙\n丙');
  expect(tidyLines('制表\t符\n')).toBe('制表\t符\n');
});

const column = (label: string, type: 'text' | 'phone' | 'longText') =>
  columnSchema.parse({ id: 'x', label, type, certainty: 'custom' });

it("tidies a cell of a table as its field would be: signs, a sheet's mark, a name with blanks in it", () => {
  expect(tidyCell(column('姓名', 'text'), '陈　静')).toBe('陈静');
  expect(tidyCell(column('联系人', 'text'), '杨 志 强')).toBe('杨志强');
  // It may be two people.
  expect(tidyCell(column('联系人', 'text'), '张三丰 李四光')).toBe('张三丰 李四光');
  expect(tidyCell(column('职务', 'text'), '主任 科员')).toBe('主任 科员');
  expect(tidyCell(column('职务', 'text'), '副⼈事处\u200b长')).toBe('副人事处长');
  expect(tidyCell(column('电话', 'phone'), "'1390\u202d000\u202c0000")).toBe('13900000000');
});

it('reads numbers and dates as a phone, a sheet or a web page gives them', () => {
  expect(normaliseIdNumber("'6201\u200b02199001011234")).toBe('620102199001011234');
  expect(normaliseCreditCode('="91110000101623741k"')).toBe('91110000101623741K');
  expect(parseDateText("'2021-09-02\u200e")).toBe('2021-09-02');
});
