import { expect, it } from 'vitest';
import { yesNoWords } from './yes-no-words.ts';

it('answers what is asked with 有无 by 有 and 无, everything else by 是 and 否', () => {
  expect(yesNoWords({ label: '本单位公示期间有无异议' })).toEqual({ yes: '有', no: '无' });
  expect(yesNoWords({ label: '近5年有无违法违纪问题' })).toEqual({ yes: '有', no: '无' });
  expect(yesNoWords({ label: '是否在职' })).toEqual({ yes: '是', no: '否' });
  expect(yesNoWords({ label: '按科研人员对待' })).toEqual({ yes: '是', no: '否' });
});
