import { notifications, notificationsStore } from '@mantine/notifications';
import { afterEach, expect, it } from 'vitest';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import {
  leaveFailures,
  leaveWorkspace,
  notifyDone,
  notifyError,
  notifyInfo,
  notifyProblem,
  notifyUnsaved,
  withdrawProblem,
} from './notify.ts';

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

const busy = () => new JianbiaoError('workspace-busy');

it('takes a failure off with the page it belongs to, and nothing else', () => {
  notifyDone('“甲市机关事务管理局”已登记。');
  notifyError(busy(), '工作区没有锁定');
  notifyProblem('磁盘已满', '备份没有完成');
  notifyUnsaved(busy(), '还没有保存');
  expect(shown()).toHaveLength(4);
  leaveFailures();
  expect(shown()).toEqual([busy().message, '磁盘已满', '“甲市机关事务管理局”已登记。']);
});

it('says nothing of a workspace on the page where it is locked, but what still has to be known', () => {
  notifyDone('“甲市机关事务管理局”已登记。');
  notifyInfo('已收下 3 份。');
  notifyError(busy());
  notifyError(new JianbiaoError('engine-restarted'));
  leaveWorkspace();
  expect(shown()).toEqual([new JianbiaoError('engine-restarted').message]);
});
