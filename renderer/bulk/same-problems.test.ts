import { expect, it } from 'vitest';
import { cellsText, sameProblems } from './same-problems.ts';

it('names one mistake of many rows once, with its cells', () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({
    sheet: '先进个人',
    cell: `H${at + 3}`,
    message: '学历：不对。',
  }));
  const problems = sameProblems([...rows, { sheet: '先进个人', cell: 'C9', message: '性别：不对。' }]);
  expect(problems.map(({ cells, message }) => [cellsText(cells), message])).toEqual([
    ['H3、H4、H5、H6 等 60 格', '学历：不对。'],
    ['C9', '性别：不对。'],
  ]);
});
