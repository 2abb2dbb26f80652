import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { checkPack, type PackProblem } from '../../../shared/pack-check/check-pack.ts';
import { ruleSchema } from '../../../shared/rules/rule-kinds.ts';
import { type RuledPack, ruledPackSchema } from '../../../shared/rules/ruled-pack.ts';
import { fieldCatalogueSchema } from '../../../shared/words/field-schema.ts';
import { type FormDefinition, formSchema } from '../../../shared/words/form-schema.ts';
import {
  type CodeTable,
  campaignSchema,
  clausesSchema,
  codeTableSchema,
} from '../../../shared/words/pack-schema.ts';
import { parseQuota } from './parse-quota.ts';

/** A pack folder read: the pack when nothing is wrong, and every problem found. */
export interface PackReading {
  readonly pack: RuledPack | null;
  readonly problems: readonly PackProblem[];
}

const chinese = z.locales.zhCN().localeError;

async function readText(dir: string, file: string, problems: PackProblem[]): Promise<string | null> {
  try {
    return (await readFile(join(dir, file), 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    problems.push({
      file,
      path: '',
      problem: '文件不存在或者无法读取',
      fix: `请在活动包文件夹中放入 ${file}。`,
    });
    return null;
  }
}

async function readParsed<T>(
  dir: string,
  file: string,
  schema: z.ZodType<T>,
  problems: PackProblem[],
): Promise<T | null> {
  const text = await readText(dir, file, problems);
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    problems.push({
      file,
      path: '',
      problem: `不是有效的 JSON：${detail}`,
      fix: '请用文本编辑器检查括号、引号和逗号。',
    });
    return null;
  }
  const parsed = schema.safeParse(json, { error: chinese });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    problems.push({
      file,
      path: pathOf(json, issue.path),
      problem: issue.message,
      fix: '请按 `jianbiao schema` 给出的格式更正这一处。',
    });
  return null;
}

/** A readable path: `sections[0].fields[2]`, with the id of the nearest item where it has one. */
function pathOf(root: unknown, path: readonly PropertyKey[]): string {
  let value = root;
  let text = '';
  for (const key of path) {
    text += typeof key === 'number' ? `[${key}]` : `${text === '' ? '' : '.'}${String(key)}`;
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
    if (typeof key === 'number' && typeof id === 'string') text += `（${id}）`;
  }
  return text;
}

async function jsonFiles(dir: string, folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(dir, folder));
    return names
      .filter((name) => name.endsWith('.json'))
      .sort(byAnnex)
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

/** annex-2 before annex-11: by the numbers in the name, then by the name. */
function byAnnex(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Each file of a folder holds one thing whose id is the file's own name. */
async function readFolder<T extends { readonly id: string }>(
  dir: string,
  folder: string,
  schema: z.ZodType<T>,
  problems: PackProblem[],
): Promise<readonly T[]> {
  const items: T[] = [];
  for (const file of await jsonFiles(dir, folder)) {
    const item = await readParsed(dir, file, schema, problems);
    if (item === null) continue;
    if (file !== `${folder}/${item.id}.json`)
      problems.push({
        file,
        path: 'id',
        problem: `id“${item.id}”与文件名不一致`,
        fix: `请把文件改名为 ${item.id}.json，或者更正 id。`,
      });
    items.push(item);
  }
  return items;
}

/**
 * Reads a pack folder (design: campaign pack) and checks it whole: shape of every file, then every reference.
 * Takes the folder; gives the pack (null when anything is wrong) and all problems, never only the first.
 */
export async function readPackFolder(dir: string): Promise<PackReading> {
  const problems: PackProblem[] = [];
  const folder = await stat(dir).catch(() => null);
  if (folder === null || !folder.isDirectory()) throw new JianbiaoError('pack-folder-missing', { dir });
  const campaign = await readParsed(dir, 'campaign.json', campaignSchema, problems);
  const clauses = await readParsed(dir, 'clauses.json', clausesSchema, problems);
  const fields = await readParsed(dir, 'fields.json', fieldCatalogueSchema, problems);
  const rules = await readParsed(dir, 'rules.json', z.array(ruleSchema), problems);
  const forms: readonly FormDefinition[] = [
    ...(await readFolder(dir, 'forms', formSchema, problems)),
    ...(await readFolder(dir, 'reports', formSchema, problems)),
  ];
  const codes: readonly CodeTable[] = await readFolder(dir, 'codes', codeTableSchema, problems);
  const quotaText = await readText(dir, 'quota.csv', problems);
  const quota = quotaText === null ? [] : parseQuota(quotaText, problems);
  const noticeText = await readFile(join(dir, 'notice.txt'), 'utf8').catch(() => undefined);
  if (campaign === null || clauses === null || fields === null || rules === null)
    return { pack: null, problems };
  const pack = ruledPackSchema.parse({
    campaign,
    clauses,
    fields,
    forms,
    rules,
    codes: Object.fromEntries(codes.map((table) => [table.id, table])),
    quota,
    ...(noticeText === undefined ? {} : { noticeText }),
  });
  problems.push(...checkPack(pack));
  return { pack: problems.length === 0 ? pack : null, problems };
}

/**
 * Loads a pack folder for use. Takes the folder; gives the checked pack; throws `pack-folder-missing`, or
 * `pack-invalid` whose message lists every problem with file, path and fix.
 */
export async function loadPack(dir: string): Promise<RuledPack> {
  const { pack, problems } = await readPackFolder(dir);
  if (pack === null)
    throw new JianbiaoError('pack-invalid', { dir, count: problems.length, list: listProblems(problems) });
  return pack;
}

/** The problems as numbered lines for a message or a terminal. */
export function listProblems(problems: readonly PackProblem[]): string {
  return problems
    .map(
      ({ file, path, problem, fix }, at) =>
        `${at + 1}. ${file}${path === '' ? '' : ` 的 ${path}`}：${problem}。${fix}`,
    )
    .join('\n');
}
