import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { formFile } from '../../../shared/pack-check/check-pack.ts';
import type { CampaignPack, QuotaRow } from '../../../shared/words/pack-schema.ts';
import { NameTakenError } from '../durable/give-name.ts';
import { forOthers, writeFully, writeSynced } from '../durable/whole-file.ts';
import { makeFolder } from '../durable/whole-folder.ts';

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

/** Writes a pack's files into an empty folder, each onto the disk. */
export async function fillPackFolder(pack: CampaignPack, folder: string): Promise<void> {
  for (const [name, text] of packFiles(pack)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(path, (handle) => writeFully(handle, Buffer.from(text, 'utf8')), forOthers);
  }
}

/**
 * Writes a pack as a folder that `loadPack` reads, under a temporary name first and renamed when complete. `dir` must
 * not exist; throws `pack-target-exists`.
 */
export async function writePackFolder(pack: CampaignPack, dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  try {
    await makeFolder(dir, (work) => fillPackFolder(pack, work));
  } catch (thrown) {
    if (thrown instanceof NameTakenError)
      throw new JianbiaoError('pack-target-exists', { dir }, { cause: thrown });
    throw thrown;
  }
}
