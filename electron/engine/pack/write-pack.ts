import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { formFile } from '../../../shared/pack-check/check-pack.ts';
import type { CampaignPack, QuotaRow } from '../../../shared/words/pack-schema.ts';
import { removeLeftover, whileHeld } from '../files/held-file.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** quota.csv as `parseQuota` reads it back; a comma inside a cell would break the row and becomes a full-width one. */
export function quotaCsv(rows: readonly QuotaRow[]): string {
  const cell = (value: string | number | null) => String(value ?? '').replaceAll(',', '，');
  const lines = rows.map((row) =>
    [row.unit, row.division, row.collective, row.individual, row.note].map(cell).join(','),
  );
  return `${['unit,division,collective,individual,note', ...lines].join('\n')}\n`;
}

/** The files of a pack folder, by path: what `loadPack` reads. */
export function packFiles(pack: CampaignPack): ReadonlyMap<string, string> {
  return new Map([
    ['campaign.json', json(pack.campaign)],
    ['clauses.json', json(pack.clauses)],
    ['fields.json', json(pack.fields)],
    ['rules.json', json(pack.rules)],
    ['quota.csv', quotaCsv(pack.quota)],
    ...pack.forms.map((form) => [formFile(form), json(form)] as const),
    ...Object.values(pack.codes).map((table) => [`codes/${table.id}.json`, json(table)] as const),
    ...(pack.noticeText === undefined ? [] : [['notice.txt', pack.noticeText] as const]),
  ]);
}

/**
 * Writes a pack as a folder that `loadPack` reads, under a temporary name first and renamed when complete. `dir` must
 * not exist; throws `pack-target-exists`.
 */
export async function writePackFolder(pack: CampaignPack, dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  const scratch = await mkdtemp(`${dir}.part-`);
  try {
    for (const [name, text] of packFiles(pack)) {
      await mkdir(dirname(join(scratch, name)), { recursive: true });
      await writeFile(join(scratch, name), text, 'utf8');
    }
    await whileHeld(dir, () => rename(scratch, dir));
  } catch (thrown) {
    await removeLeftover(scratch);
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOTEMPTY' || code === 'EEXIST')
      throw new JianbiaoError('pack-target-exists', { dir }, { cause: thrown });
    throw thrown;
  }
}
