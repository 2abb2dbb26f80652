import type { CodeTable } from '../words/pack-schema.ts';

/**
 * The code that a typed, pasted or imported word means: its label, its short form, another usual word for it, or the code
 * itself; null when the table has none. Spaces and width of letters do not matter.
 */
export function codeOfText(table: CodeTable | undefined, text: string): string | null {
  const plain = (word: string): string => word.normalize('NFKC').replace(/\s+/g, '');
  const wanted = plain(text);
  if (table === undefined || wanted === '') return null;
  const found =
    table.items.find((item) => [item.label, item.short ?? ''].some((word) => plain(word) === wanted)) ??
    table.items.find((item) => item.aliases?.some((word) => plain(word) === wanted)) ??
    table.items.find((item) => item.code === wanted);
  return found?.code ?? null;
}
