import { describe, expect, it } from 'vitest';
import { adoptionKey, adoptionText, parseAdoption, replacingChanges } from './adopt-nominee.ts';

describe('taking a nominee into the own list', () => {
  const adoption = { recordId: 'p-cdg2012k', packageId: 'a'.repeat(64) };

  it('remembers record and package in one line, by lineage', () => {
    expect(parseAdoption(adoptionText(adoption))).toEqual(adoption);
    expect(adoptionKey('s-1', 'n-1')).toBe('adopted.s-1.n-1');
  });

  it('takes nothing else for an adoption', () => {
    expect(parseAdoption(null)).toBeNull();
    expect(parseAdoption('')).toBeNull();
    expect(parseAdoption('p-1 short')).toBeNull();
    expect(parseAdoption(`${adoptionText(adoption)} more`)).toBeNull();
  });

  it('empties what the new revision no longer says', () => {
    expect(replacingChanges({ name: '乙' }, { name: '甲', post: '科长', note: null })).toEqual({
      name: '乙',
      post: null,
    });
  });
});
