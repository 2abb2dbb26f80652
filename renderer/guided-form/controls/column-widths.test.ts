import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, columnSchema } from '../../../shared/words/field-schema.ts';
import { columnWidths, fitsSideBySide } from './column-widths.ts';

function text(id: string, maxLength: number): Column {
  return columnSchema.parse({ id, label: id, certainty: 'custom', type: 'text', maxLength });
}

/** The share of what is left that a text column's width asks for. */
function shareOf(width: string | undefined): number {
  return Number(/\* ([\d.]+)\)\)$/.exec(width ?? '')?.[1]);
}

describe('the widths of a table’s columns', () => {
  it('gives a post more room than a name, and a name more than a role', () => {
    const [role, name, post, phone] = columnWidths(
      [
        text('role', 20),
        text('name', 30),
        text('post', 60),
        columnSchema.parse({ id: 'phone', label: '电话', certainty: 'custom', type: 'phone' }),
      ],
      () => [],
    );
    expect(phone).toBe('132px');
    expect(post).toContain('100cqi - 132px - 96px');
    expect(shareOf(post)).toBeGreaterThan(shareOf(name));
    expect(shareOf(name)).toBeGreaterThan(shareOf(role));
  });

  it('shares the rest wholly among text columns', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 }), (lengths) => {
        const widths = columnWidths(
          lengths.map((length, at) => text(`c${at}`, length)),
          () => [],
        );
        expect(widths.reduce((total, width) => total + shareOf(width), 0)).toBeCloseTo(1, 2);
      }),
    );
  });

  it('shows the whole label of a code, and rows that would not fit as cards', () => {
    const reply = columnSchema.parse({
      id: 'reply',
      label: '意见',
      certainty: 'custom',
      type: 'code',
      table: 'reply',
    });
    const labels = () => ['同意推荐', '无不同意见'];
    expect(columnWidths([reply, text('note', 120)], labels)[0]).toBe('140px');
    const date = columnSchema.parse({ id: 'date', label: '日期', certainty: 'custom', type: 'date' });
    const sheet = [text('department', 40), text('sealUnit', 60), date, reply, text('note', 120)];
    expect(fitsSideBySide(sheet, labels)).toBe(false);
    expect(fitsSideBySide(sheet.slice(0, 3), labels)).toBe(true);
  });
});
