import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { checkPack } from '../../../shared/pack-check/check-pack.ts';
import { parseStrictJson } from '../../../shared/package/strict-json.ts';
import { type RuledPack, ruledPackSchema } from '../../../shared/rules/ruled-pack.ts';
import { openSealedPack } from './install-pack.ts';
import { listProblems, loadPack } from './load-pack.ts';

/**
 * A pack from wherever it lies: a folder, a single JSON document (as `pack build` seals it), or a sealed package.
 * A sealed one is read for its integrity; whose it is must be decided by `openSealedPack` with a trust.
 */
export async function openPack(path: string): Promise<RuledPack> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new JianbiaoError('pack-folder-missing', { dir: path });
  if (found.isDirectory()) return loadPack(path);
  if (!path.endsWith('.json')) return (await openSealedPack(path, null)).pack;
  const parsed = ruledPackSchema.safeParse(parseStrictJson(await readFile(path, 'utf8'), basename(path)));
  const problems = parsed.success
    ? checkPack(parsed.data)
    : parsed.error.issues.map((issue) => ({
        file: basename(path),
        path: issue.path.join('.'),
        problem: issue.message,
        fix: '请按 `jianbiao schema` 给出的格式更正这一处。',
      }));
  if (!parsed.success || problems.length > 0)
    throw new JianbiaoError('pack-invalid', {
      dir: path,
      count: problems.length,
      list: listProblems(problems),
    });
  return parsed.data;
}
