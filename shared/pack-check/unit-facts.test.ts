import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { checkPack } from './check-pack.ts';

const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));

/** The problems when one field says that it belongs to the unit. */
function problemsWith(kind: 'unit' | 'collective' | 'individual', id: string): readonly string[] {
  const changed = structuredClone(pack);
  const field = changed.fields[kind].find((item) => item.id === id);
  if (field === undefined) throw new Error(`no field ${id}`);
  field.ofUnit = true;
  return checkPack(changed).map(({ path }) => path);
}

describe('what belongs to the unit', () => {
  it('is a mark that nothing of the person’s own can carry', () => {
    expect(checkPack(pack)).toEqual([]);
    for (const id of [
      'name',
      'idNumber',
      'birth',
      'sex',
      'photo',
      'deeds',
      'resume',
      'awards',
      'unitNotice.scans',
    ])
      expect(problemsWith('individual', id)).toEqual([`individual（${id}）`]);
    for (const id of ['name', 'creditCode', 'deeds', 'awards'])
      expect(problemsWith('collective', id)).toEqual([`collective（${id}）`]);
    expect(problemsWith('unit', 'division')).toEqual(['unit（division）']);
    expect(problemsWith('individual', 'employer')).toEqual([]);
  });

  it('leaves out of a copy every field that a rule or the law takes for the person', () => {
    const marked = (kind: 'collective' | 'individual') =>
      pack.fields[kind].filter((field) => field.ofUnit === true).map(({ id }) => id);
    expect(marked('individual')).toContain('employer');
    expect(marked('collective')).toContain('superior');
    for (const kind of ['collective', 'individual'] as const)
      expect(
        marked(kind).filter((id) => /objections|handling|text|phone|mobile|opinion|seal/i.test(id)),
      ).toEqual(kind === 'collective' ? ['contactMobile'] : []);
  });
});
