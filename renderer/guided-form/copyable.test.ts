import { expect, it } from 'vitest';
import { fieldSchema } from '../../shared/words/field-schema.ts';
import { copyable } from './copyable.ts';

const fields = new Map(
  [
    { id: 'name', label: '姓名', type: 'text' },
    {
      id: 'idNumber',
      label: '身份证号',
      type: 'idNumber',
      personal: true,
      birthField: 'birth',
      sexField: 'sex',
    },
    { id: 'birth', label: '出生日期', type: 'date' },
    { id: 'sex', label: '性别', type: 'code', table: 'sex' },
    { id: 'employer', label: '工作单位', type: 'text' },
    { id: 'address', label: '地址', type: 'text' },
    { id: 'photo', label: '照片', type: 'photo' },
  ].map((raw) => [raw.id, fieldSchema.parse({ ...raw, certainty: 'custom' })] as const),
);
const form = { sections: [{ id: 'one', title: '', fields: [...fields.keys(), 'unknown'] }] };

it('offers what several people share, and nothing that belongs to one', () => {
  const from = {
    name: '张伟',
    idNumber: '53010219200508011X',
    birth: '1920-05-08',
    sex: '1',
    employer: '某县机关事务局',
    address: '某路1号',
    photo: { sha256: 'a'.repeat(64), name: 'x.jpg', bytes: 1, mediaType: 'image/jpeg' },
  };
  const ids = (to: Record<string, string>) =>
    copyable(form, (id) => fields.get(id), 'name', from, to).map((field) => field.id);
  expect(ids({})).toEqual(['employer', 'address']);
  expect(ids({ employer: '某县机关事务局', address: '别处' })).toEqual(['address']);
});
