import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import type { Content } from '../words/content.ts';
import type { Field } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { changedFields, changesSince } from './changes-since.ts';
import { migrateContent } from './migrate-content.ts';

const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');
let pack: CampaignPack;
let person: Content;

beforeAll(async () => {
  pack = await loadPack(packDir);
  const { submission } = await loadSample(packDir, 'province');
  person = submission.nominees.find((nominee) => nominee.id === 'i1')?.content ?? {};
});

/** The pack with one field of the individual's record replaced, left out (null) or added. */
function withField(id: string, change: (field: Field) => Field | null): CampaignPack {
  const next = structuredClone(pack);
  next.campaign.version += 1;
  next.fields.individual = next.fields.individual.flatMap((field) => {
    const changed = field.id === id ? change(field) : field;
    return changed === null ? [] : [changed];
  });
  return next;
}

describe('a draft under a newer pack', () => {
  it('is untouched when nothing that concerns it changed', () => {
    expect(migrateContent(pack, structuredClone(pack), 'individual', person)).toEqual({
      content: person,
      changes: [],
    });
  });

  it('names a dropped field and what stood there', () => {
    const { content, changes } = migrateContent(
      pack,
      withField('nativePlace', () => null),
      'individual',
      person,
    );
    expect(content.nativePlace).toBeUndefined();
    expect(changes).toEqual([
      expect.objectContaining({ fieldId: 'nativePlace', what: 'field-removed', lost: '示例省云麓市' }),
    ]);
  });

  it('names a changed type, a lost code, a new label, a new requirement and a new field', () => {
    const toNumber = withField('technicalTitle', (field) => {
      const { id, label, clauses, certainty } = field;
      return { id, label, clauses, certainty, personal: false, required: false, type: 'number' };
    });
    expect(migrateContent(pack, toNumber, 'individual', person).changes).toEqual([
      expect.objectContaining({ what: 'type-changed', lost: '高级工程师' }),
    ]);

    const fewer = structuredClone(pack);
    const table = fewer.codes.ethnicity;
    if (table !== undefined) table.items = table.items.filter((item) => item.code !== '01');
    expect(migrateContent(pack, fewer, 'individual', person)).toMatchObject({
      content: expect.not.objectContaining({ ethnicity: expect.anything() }),
      changes: [{ what: 'code-unknown', fieldId: 'ethnicity', lost: '01' }],
    });

    const renamed = withField('technicalTitle', (field) => ({ ...field, label: '职称', required: true }));
    expect(migrateContent(pack, renamed, 'individual', person)).toMatchObject({
      content: { technicalTitle: '高级工程师' },
      changes: [{ what: 'label-changed' }, { what: 'now-required' }],
    });
    expect(migrateContent(renamed, pack, 'individual', person).changes).toMatchObject([
      { what: 'label-changed' },
    ]);

    const older = withField('degree', () => null);
    expect(migrateContent(older, pack, 'individual', {}).changes).toMatchObject([
      { what: 'field-added', fieldId: 'degree' },
    ]);
  });

  it('looks into tables: dropped columns and codes are named by row', () => {
    const newer = withField('awards', (field) =>
      field.type === 'table'
        ? { ...field, columns: field.columns.filter((column) => column.id !== 'grantor') }
        : field,
    );
    const level = newer.codes['award-levels'];
    if (level !== undefined) level.items = level.items.filter((item) => item.code !== 'city');
    const { content, changes } = migrateContent(pack, newer, 'individual', person);
    expect(changes.map(({ what, text }) => [what, text.slice(0, 16)])).toEqual([
      ['column-removed', '何时何地受过何种奖励第1行“gr'],
      ['column-removed', '何时何地受过何种奖励第2行“gr'],
      ['code-unknown', '何时何地受过何种奖励第2行“级别'],
    ]);
    expect(content.awards).toMatchObject([{ name: '市直机关优秀共产党员', level: 'county' }, {}]);
  });

  it('loses nothing in silence: what is gone is in the report', () => {
    const ids = fc.subarray(['name', 'post', 'awards', 'birth', 'criteria', 'resume', 'onDuty']);
    fc.assert(
      fc.property(ids, (dropped) => {
        const newer = structuredClone(pack);
        newer.fields.individual = newer.fields.individual.filter((field) => !dropped.includes(field.id));
        const { content, changes } = migrateContent(pack, newer, 'individual', person);
        const gone = Object.keys(person).filter((id) => !(id in content));
        expect(gone.sort()).toEqual([...dropped].sort());
        expect(changes.map((change) => change.fieldId).sort()).toEqual([...dropped].sort());
      }),
    );
  });
});

describe('changes since the preliminary round', () => {
  it('names fields in the order of the pack, masks personal ones, and knows who came and went', async () => {
    const { submission } = await loadSample(packDir, 'province-formal');
    const before = submission.preliminary?.nominees ?? [];
    const now = structuredClone(submission.nominees).slice(0, 2);
    const [first] = now;
    if (first !== undefined) now.push({ ...first, id: 'c9', order: 2 });
    const changed = now[1];
    if (changed !== undefined)
      Object.assign(changed.content, { mobile: '13900000099', post: '工程科副科长' });
    const changes = changesSince(pack, before, now);
    expect(changes.map(({ nomineeId, what }) => [nomineeId, what])).toEqual([
      ['c1', 'changed'],
      ['i1', 'changed'],
      ['c9', 'added'],
      ['i2', 'removed'],
    ]);
    const fields = changes[1]?.fields ?? [];
    expect(fields.slice(0, 2)).toEqual([
      { fieldId: 'post', label: '职务', before: '工程科科长', after: '工程科副科长' },
      { fieldId: 'mobile', label: '手机', before: '139****0011', after: '139****0099' },
    ]);
    expect(fields.every(({ fieldId }) => !fieldId.startsWith('unitNotice'))).toBe(true);
    expect(changedFields(pack, 'individual', { name: '' }, { name: null })).toEqual([]);
  });
});
