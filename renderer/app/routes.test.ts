import { expect, it } from 'vitest';
import { rolesOf } from '../../shared/api.ts';
import { paths } from '../kit/paths.ts';
import { routes } from './routes.tsx';

it('has one page for every address', () => {
  expect(routes.map(({ path }) => path).toSorted()).toEqual(Object.values(paths).toSorted());
});

/** The pages that follow from who has the methods they are there for. */
function pagesOf(role: 'host' | 'recommender' | 'office'): string[] {
  return routes.filter(({ methods }) => rolesOf(methods).includes(role)).map(({ title }) => title);
}

it('shows each role the pages of its own work', () => {
  const forms = ['总览', '填表', '照片', '检查', '公示与征求意见', '打印', '封包', '反馈', '批量导入'];
  const everywhere = ['单位登记', '设置', '帮助'];
  expect(pagesOf('host')).toEqual([...forms, ...everywhere]);
  expect(pagesOf('recommender')).toEqual([...forms, '收件', '审核', ...everywhere]);
  expect(pagesOf('office')).toEqual(['收件', '审核', '名额', ...everywhere]);
});
