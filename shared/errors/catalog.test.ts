import { expect, it } from 'vitest';
import { messageFor } from './catalog.ts';

it('fills the blanks, calls package kinds by their Chinese names, and leaves a blank without a value to be seen', () => {
  expect(messageFor('package-wrong-kind', { kind: 'campaign' })).toMatch(/^这里不接收活动包，没有导入。/);
  expect(messageFor('package-wrong-kind', { kind: 'strange' })).toMatch(/^这里不接收strange，/);
  expect(messageFor('package-entry-unknown', {})).toBe('包里没有文件“{name}”。');
});
