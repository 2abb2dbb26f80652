import type { ReadingLimits } from '../guard/limits.ts';
import { readXml } from '../guard/read-xml.ts';
import { tooLarge } from '../guard/refusal.ts';
import type { Unpacking } from '../guard/unpack.ts';
import { mainNamespaces } from './office-names.ts';

const mostStrings = 1_000_000;

/**
 * Gathers the text of an `is` or `si`: its runs one after the other, without phonetic ones (rPh), which stand above the
 * text and are no part of it.
 */
export function textGatherer() {
  let text = '';
  let inText = false;
  let phonetic = false;
  return {
    open(name: string): void {
      if (name === 'rPh') phonetic = true;
      if (name === 't') inText = !phonetic;
    },
    text(part: string): void {
      if (inText) text += part;
    },
    close(name: string): void {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inText = false;
    },
    take(): string {
      const whole = text;
      text = '';
      return unescapeText(whole);
    },
  };
}

/** `_x000D_` and its like stand for characters that XML cannot hold (ISO/IEC 29500-1, 22.9.2.19). */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The texts that cells name by number. */
export async function readSharedStrings(
  parts: Unpacking,
  path: string,
  limits: ReadingLimits,
): Promise<readonly string[]> {
  const strings: string[] = [];
  const gather = textGatherer();
  let length = 0;
  await readXml(parts.pieces(path), mainNamespaces, {
    open: ({ name }) => gather.open(name),
    text: gather.text,
    close(name) {
      gather.close(name);
      if (name !== 'si') return;
      const text = gather.take();
      length += text.length;
      if (length > limits.textLength || strings.length >= mostStrings) throw tooLarge('里面的文字太多');
      strings.push(text);
    },
  });
  return strings;
}
