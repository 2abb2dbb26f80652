import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerWidths } from './summary-pdf.ts';

const width = 700;

describe('the line above the table of 附件3', () => {
  it('keeps the short entries whole and lets a long unit name take the rest', () => {
    const [unit = 0, contact = 0, phone = 0, date = 0] = headerWidths([520, 80, 130, 150], width);
    expect(contact).toBeGreaterThan(80);
    expect(phone).toBeGreaterThan(130);
    expect(date).toBeGreaterThan(150);
    expect(unit).toBeLessThan(520);
  });

  it('fills the width exactly, whatever the entries', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }), (natural) => {
        const widths = headerWidths(natural, width);
        expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(width, 6);
        for (const one of widths) expect(one).toBeGreaterThan(0);
      }),
    );
  });
});
