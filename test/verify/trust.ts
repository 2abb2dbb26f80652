import { blobInterleavings } from './blob-interleavings.ts';
import { nameMatrix } from './name-matrix.ts';
import { planRaces } from './plan-races.ts';

/*
 * `npm run verify:trust`: the whole matrix of names and keys, and 2,000 random interleavings of imports, cancels, additions,
 * removals and kills, and 200 sealings raced by changes. Prints its figures; exits 1 when anything was believed or lost that should not have been. The seed can
 * be given as the first argument.
 */
const seed = Number(process.argv[2] ?? 1);

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`\n| ${head.join(' | ')} |`);
  console.log(`|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

const faults: string[] = [];

const rows = await nameMatrix({ seed });
table(
  ['kind', 'lineage', 'tried', 'taken', 'wrongly taken', 'wrongly refused', 'refused for'],
  rows.map((row) => [
    row.kind,
    row.lineage,
    row.tried,
    row.taken,
    row.wronglyTaken.length,
    row.wronglyRefused.length,
    Object.entries(row.reasons)
      .map(([code, count]) => `${code} ${count}`)
      .join(', '),
  ]),
);
for (const { kind, lineage, wronglyTaken, wronglyRefused } of rows) {
  faults.push(...wronglyTaken.map((choice) => `${kind}, ${lineage} lineage, taken: ${choice}`));
  faults.push(...wronglyRefused.map((choice) => `${kind}, ${lineage} lineage, refused: ${choice}`));
}

const blobs = await blobInterleavings(2000, seed);
table(
  [
    'interleavings',
    'imported',
    'cancelled',
    'rolled back',
    'attached',
    'released',
    'kills',
    'bytes looked for',
    'faults',
  ],
  [
    [
      blobs.interleavings,
      blobs.imported,
      blobs.cancelled,
      blobs.rolledBack,
      blobs.attached,
      blobs.released,
      blobs.kills,
      blobs.looked,
      blobs.faults.length,
    ],
  ],
);
faults.push(...blobs.faults);

const races = await planRaces(200, seed);
table(
  [
    'sealings raced',
    'sealed',
    'encrypted',
    'plain by choice',
    'refused as changed',
    'no recipient',
    'faults',
  ],
  [
    [
      races.rounds,
      races.sealed,
      races.encrypted,
      races.plain,
      races.refused,
      races.missing,
      races.faults.length,
    ],
  ],
);
faults.push(...races.faults);

console.log(faults.length === 0 ? '\nNo faults.' : `\n${faults.join('\n')}`);
process.exitCode = faults.length === 0 ? 0 : 1;
