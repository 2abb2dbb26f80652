import { expect, it } from 'vitest';
import { fieldSchema } from '../../../shared/words/field-schema.ts';
import { addProgress, progressOf, share } from './progress.ts';

const fields = [
  fieldSchema.parse({ id: 'name', label: '姓名', type: 'text', certainty: 'notice', required: true }),
  fieldSchema.parse({ id: 'note', label: '备注', type: 'text', certainty: 'custom' }),
  fieldSchema.parse({
    id: 'code',
    label: '代码',
    type: 'creditCode',
    certainty: 'custom',
    required: { field: 'kind', equals: 'enterprise' },
    visibleWhen: { field: 'kind', in: ['enterprise', 'institution'] },
  }),
];
const scope = (record: Record<string, string>) => ({ record, unit: {}, settings: {} });

it('counts what is required now, and leaves out what is hidden', () => {
  expect(progressOf(fields, scope({ name: ' ', note: 'x' }))).toEqual({ required: 1, filled: 0, touched: 1 });
  expect(progressOf(fields, scope({ name: '张伟', kind: 'enterprise' }))).toEqual({
    required: 2,
    filled: 1,
    touched: 1,
  });
  expect(progressOf(fields, scope({ kind: 'institution', code: '1' }))).toMatchObject({
    required: 1,
    touched: 1,
  });
});

it('adds up and gives a share', () => {
  const sum = addProgress([
    { required: 2, filled: 1, touched: 1 },
    { required: 2, filled: 2, touched: 3 },
  ]);
  expect(share(sum)).toBe(0.75);
  expect(share({ required: 0, filled: 0, touched: 0 })).toBe(0);
  expect(share({ required: 0, filled: 0, touched: 1 })).toBe(1);
});
