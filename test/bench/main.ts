import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench, BenchRow } from './bench.ts';

/**
 * `npm run bench`: runs every `*-bench.ts` beside this file and prints one table. A budget that is missed is marked and
 * fails nothing: machines differ, and a test that fails by the clock teaches to ignore it (design: budgets).
 * Arguments choose files by part of their name; `--json` prints one document.
 */
const benchModule = z.object({ bench: z.custom<Bench>((value) => typeof value === 'function') });

const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((part) => !part.startsWith('--'));
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('-bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

const rows: (BenchRow & { readonly file: string })[] = [];
for (const file of files) {
  const { bench } = benchModule.parse(await import(join(import.meta.dirname, file)));
  for (const row of await bench()) rows.push({ ...row, file });
}

if (json) console.log(JSON.stringify(rows, null, 2));
else {
  for (const { what, measured, against, ratio, allowed } of rows) {
    const verdict = ratio <= allowed ? 'within' : 'OVER  ';
    console.log(
      `${verdict}  ${ratio.toFixed(2).padStart(6)} of ${allowed.toFixed(2)}  ${what}: ${measured} (${against})`,
    );
  }
  console.log(`${rows.length} budgets, ${rows.filter(({ ratio, allowed }) => ratio > allowed).length} over`);
}
