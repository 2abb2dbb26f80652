import { isPayloadName } from '../../../shared/package/package-name.ts';

/**
 * The archive name of a paper: `<form>-<subject>.<extension>`, lower-case ASCII of at most 60 characters, as the package
 * demands (isPayloadName). A subject too long is cut; ids are random, so its head tells subjects apart.
 */
export function paperFileName(formId: string, subjectId: string, extension: string): string {
  const clean = (part: string): string =>
    part
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const form = clean(formId).slice(0, 30);
  const room = 60 - form.length - extension.length - 2;
  const name = `${form}-${clean(subjectId).slice(0, room).replace(/-$/, '')}.${extension}`;
  return isPayloadName(name) ? name : `paper-${name}`.slice(0, 60);
}

/** A name for people: Chinese, without the characters that Windows and discs refuse, at most 60 characters. */
export function paperDisplayName(parts: readonly string[], extension: string): string {
  const text = parts
    .filter((part) => part !== '')
    .join('_')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .replace(/\s+/g, ' ');
  return `${[...text].slice(0, 60 - extension.length - 1).join('')}.${extension}`;
}
