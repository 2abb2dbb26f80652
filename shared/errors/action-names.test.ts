import { expect, it } from 'vitest';
import { methodNames, natureOf } from '../api.ts';
import { type ErrorCode, messageFor, messages } from './catalog.ts';

const codes = Object.keys(messages).filter((code): code is ErrorCode => Object.hasOwn(messages, code));

it('shows no name of a method in any sentence, whatever method a code is about', () => {
  for (const code of codes)
    for (const method of [...methodNames, 'constructor', 'strange.method']) {
      const sentence = messageFor(code, { method, role: '推荐单位' });
      expect(sentence.includes(method), sentence).toBe(false);
    }
});

it('gives every action a title that a clerk can read', () => {
  for (const method of methodNames) {
    const { title } = natureOf(method);
    expect(title, method).toMatch(/^[\p{sc=Han}U]+$/u);
    expect(title.length, method).toBeLessThanOrEqual(14);
  }
  expect(messageFor('workspace-locked', { method: natureOf('record.save').title })).toMatch(
    /^还没有打开工作区，“保存填写内容”不能执行。/,
  );
});
