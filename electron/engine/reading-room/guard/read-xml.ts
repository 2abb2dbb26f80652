import { SaxesParser } from 'saxes';
import { damaged, ReadingRefused, tooLarge } from './refusal.ts';

/** An element as it opens: its name without prefix, in the namespaces asked for. */
export interface OpenedElement {
  readonly name: string;
  /** The value of an attribute that has no prefix. */
  readonly attribute: (name: string) => string | undefined;
  /** The value of an attribute of another namespace, whatever its prefix. */
  readonly attributeOf: (uri: string, name: string) => string | undefined;
}

export interface XmlListener {
  readonly open?: (element: OpenedElement) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Deeper than any office document nests what is read of it. */
const deepest = 100;
/** Longer than any text or tag of an office document: a cell holds 32,767 characters, each six bytes at the most. */
const longestRun = 512 << 10;
const openingSign = 0x3c;

/** Counts how many bytes went by since the last `<`: a parser keeps a text or a tag whole, however long it is. */
function watchRuns(longest: number): (piece: Buffer) => void {
  let run = 0;
  return (piece) => {
    const first = piece.indexOf(openingSign);
    run = first === -1 ? run + piece.length : run + first;
    if (run > longest) throw tooLarge('里面有一段文字太长');
    if (first !== -1) run = piece.length - piece.lastIndexOf(openingSign);
  };
}

function decoderOf(first: Buffer): TextDecoder {
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
}

/**
 * Reads XML in pieces and tells of the elements of `namespaces`, whatever prefixes a writer uses; others and their text
 * are passed over. Entities of the document's own do not exist: a document type is refused. `longestRun` is how many bytes
 * one text may have, for documents that carry a picture in one. Throws ReadingRefused.
 */
export async function readXml(
  pieces: AsyncIterable<Buffer>,
  namespaces: readonly string[],
  listener: XmlListener,
  limits: { readonly longestRun: number } = { longestRun },
): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  /** Depth of the outermost element that is not ours; 0 when inside ours. */
  let passedOver = 0;
  parser.on('error', (cause) => {
    throw damaged('内容不合格式', cause);
  });
  parser.on('doctype', () => {
    throw damaged('内容不合格式');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepest) throw damaged('内容套得太深');
    if (passedOver > 0) return;
    if (!namespaces.includes(tag.uri)) {
      passedOver = depth;
      return;
    }
    listener.open?.({
      name: tag.local,
      attribute: (name) => tag.attributes[name]?.value,
      attributeOf: (uri, name) =>
        Object.values(tag.attributes).find((one) => one.uri === uri && one.local === name)?.value,
    });
  });
  parser.on('text', (text) => {
    if (passedOver === 0) listener.text?.(text);
  });
  parser.on('cdata', (text) => {
    if (passedOver === 0) listener.text?.(text);
  });
  parser.on('closetag', (tag) => {
    if (passedOver === 0) listener.close?.(tag.local);
    if (passedOver === depth) passedOver = 0;
    depth -= 1;
  });
  const watch = watchRuns(limits.longestRun);
  let decoder: TextDecoder | null = null;
  try {
    for await (const piece of pieces) {
      watch(piece);
      decoder ??= decoderOf(piece);
      parser.write(decoder.decode(piece, { stream: true }));
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (cause) {
    if (cause instanceof ReadingRefused) throw cause;
    throw damaged('内容不合格式', cause);
  }
}
