import { expect, it } from 'vitest';
import { paths } from '../kit/paths.ts';
import { routes, routesOf } from './routes.tsx';

it('has one page for every address', () => {
  expect(routes.map(({ path }) => path).toSorted()).toEqual(Object.values(paths).toSorted());
});

/** The pages that follow from who has the methods they are there for, and from the way of handing in. */
function pagesOf(role: 'host' | 'recommender' | 'office', paperOnly = false): string[] {
  return routesOf({ role, paperOnly }).map(({ title }) => title);
}

const forms = ['总览', '填表', '照片', '检查', '公示与征求意见', '打印'];
const everywhere = ['单位登记', '设置', '帮助'];

it('shows each role the pages of its own work', () => {
  expect(pagesOf('host')).toEqual([...forms, '封包', '反馈', '批量导入', ...everywhere]);
  expect(pagesOf('recommender')).toEqual([
    ...forms,
    '封包',
    '反馈',
    '批量导入',
    '收件',
    '审核',
    ...everywhere,
  ]);
  expect(pagesOf('office')).toEqual(['收件', '审核', '名额', ...everywhere]);
});

it('has one page for paper and disc in the place of those for packages', () => {
  expect(pagesOf('host', true)).toEqual([...forms, '报送材料', '批量导入', ...everywhere]);
  expect(pagesOf('recommender', true)).not.toContain('反馈');
});
