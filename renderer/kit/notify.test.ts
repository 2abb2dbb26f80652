import { notifications, notificationsStore } from '@mantine/notifications';
import { afterEach, expect, it } from 'vitest';
import { notifyDone, notifyProblem, withdrawProblem } from './notify.ts';

/** As many as the window shows at once; more wait. */
const LIMIT = 4;
notificationsStore.updateState((state) => ({ ...state, limit: LIMIT }));
afterEach(() => notifications.clean());

const shown = () => notificationsStore.getState().notifications.map(({ message }) => message);

it('shows the newest message, however many old ones stand: what the clerk did last is answered', () => {
  for (const name of ['一', '二', '三', '四', '五', '六'])
    notifyProblem(`图片“${name}”没有导入`, '照片没有导入');
  expect(shown()).toEqual(['六', '五', '四', '三'].map((name) => `图片“${name}”没有导入`));
  notifyDone('照片已保存');
  expect(shown()[0]).toBe('照片已保存');
});

it('brings a sentence that is said again to the front, once, and gives the waiting ones back', () => {
  for (const name of ['一', '二', '三', '四', '五']) notifyProblem(name, '没有完成');
  notifyProblem('一', '没有完成');
  expect(shown()).toEqual(['一', '五', '四', '三']);
  withdrawProblem('一', '没有完成');
  expect(shown()).toEqual(['五', '四', '三', '二']);
});
