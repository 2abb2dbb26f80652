import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, columnSchema } from '../../../shared/campaign/field-schema.ts';
import { columnWidths } from './column-widths.ts';

function text(id: string, maxLength: number): Column {
  return columnSchema.parse({ id, label: id, certainty: 'custom', type: 'text', maxLength });
}

describe('the widths of a table’s columns', () => {
  it('gives a post more room than a name, and a name more than a role', () => {
    const [role, name, post, phone] = columnWidths([
      text('role', 20),
      text('name', 30),
      text('post', 60),
      columnSchema.parse({ id: 'phone', label: '电话', certainty: 'custom', type: 'phone' }),
    ]);
    expect(phone).toBe('132px');
    expect(Number.parseFloat(post ?? '')).toBeGreaterThan(Number.parseFloat(name ?? ''));
    expect(Number.parseFloat(name ?? '')).toBeGreaterThan(Number.parseFloat(role ?? ''));
  });

  it('never promises text more than the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 }), (lengths) => {
        const widths = columnWidths(lengths.map((length, at) => text(`c${at}`, length)));
        const sum = widths.reduce((total, width) => total + Number.parseFloat(width), 0);
        expect(sum).toBeGreaterThan(0);
        expect(sum).toBeLessThanOrEqual(100.05);
      }),
    );
  });
});
