import { expect, it } from 'vitest';
import { tidyLines } from './tidy-text.ts';

it('takes text from Word: soft breaks are line breaks, what cannot be printed goes, the layout stays', () => {
  expect(tidyLines('　　第一段\u000b第二行\r\n　　第三段\u0007\u200b')).toBe(
    '　　第一段\n第二行\n　　第三段',
  );
  expect(tidyLines('甲\u00a0乙\u2028丙')).toBe('甲 乙\n丙');
  expect(tidyLines('制表\t符\n')).toBe('制表\t符\n');
});
