import { formTitle, longTextTitle } from '../../shared/reading/titles.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';

/** The parts of a package, in the order a reviewer wants them. */
export const fileGroups = ['纸面', '照片和扫描件', '基层原始封包', '数据'] as const;
export type FileGroup = (typeof fileGroups)[number];

/** Which part of the package a file belongs to, by its folder (design: sealed package). */
export function fileGroup(path: string): FileGroup {
  if (path.startsWith('data/paper/')) return '纸面';
  if (path.startsWith('data/files/')) return '照片和扫描件';
  if (path.startsWith('data/originals/')) return '基层原始封包';
  return '数据';
}

const parts = ['deeds-', 'photos-'] as const;

/**
 * A file of a package in words: `data/paper/annex-5-p-1.pdf` as 附件5 …登记表（陈某）.pdf. Takes the path, the title the
 * engine gave, the pack and the subjects' names by id; what follows no such pattern keeps its title.
 */
export function fileTitle(
  path: string,
  title: string,
  pack: Pick<CampaignPack, 'forms'>,
  names: ReadonlyMap<string, string>,
): string {
  const known = title === '' ? (path.split('/').at(-1) ?? path) : title;
  if (path === 'data/submission.json') return '推荐材料数据';
  const paper = /^data\/paper\/(.+)\.([a-z]+)$/.exec(path);
  if (paper === null) return known;
  const [, base = '', extension = ''] = paper;
  const forms = [...pack.forms].sort((a, b) => b.id.length - a.id.length);
  const form = forms.find((entry) => base === entry.id || base.startsWith(`${entry.id}-`));
  if (form === undefined) return known;
  const rest = base.slice(form.id.length + 1);
  const part = parts.find((prefix) => rest.startsWith(prefix));
  const name = names.get(part === undefined ? rest : rest.slice(part.length));
  if (name === undefined) return known;
  const annex = form.annex === undefined ? form.title : `附件${form.annex}`;
  const about = part === 'photos-' ? '照片排版' : longTextTitle(form);
  const label = part === undefined ? formTitle(form) : `${annex} ${about}`;
  return `${label}（${name}）.${extension}`;
}
