import { expect, it } from 'vitest';
import { nameMatrix } from './name-matrix.ts';

it('B1: takes a package only when signer, header, form and code are one unit, for every kind (part of the matrix)', async () => {
  const rows = await nameMatrix({ sample: 14, seed: 12 });
  expect(rows.map(({ kind, lineage }) => `${kind} ${lineage}`)).toEqual([
    'preliminary known',
    'preliminary new',
    'enrolment known',
    'enrolment new',
    'feedback new',
    'feedback known',
    'receipt new',
    'receipt known',
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ wronglyTaken: [], wronglyRefused: [] });
    expect(row.taken).toBeGreaterThan(0);
    expect(row.tried).toBeGreaterThan(row.taken);
  }
});
