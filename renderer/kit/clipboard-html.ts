/** Kept instead of `style`: a style attribute reaching a document is a breach of the policy for each cell of a Word table. */
const STYLE = 'data-style';

function isBlankSign(sign: string | undefined): boolean {
  return sign !== undefined && /\s/.test(sign);
}

/**
 * The same HTML with every `style` attribute under another name and without style sheets, so that the parser applies none
 * (strict content policy) and what was hidden can still be told. Reads tags sign by sign: a `>` within quotes ends none.
 */
function withoutStyles(html: string): string {
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return out + html.slice(at);
    out += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) return out;
      at = end + 3;
      continue;
    }
    if (!/[a-z/]/i.test(html[open + 1] ?? '')) {
      out += '<';
      at = open + 1;
      continue;
    }
    let here = open + 1;
    let quote = '';
    let afterEquals = false;
    while (here < html.length) {
      const sign = html[here] ?? '';
      if (quote !== '') {
        if (sign === quote) quote = '';
      } else if ((sign === '"' || sign === "'") && afterEquals) quote = sign;
      else if (sign === '>') break;
      if (sign === '=') afterEquals = true;
      else if (!isBlankSign(sign)) afterEquals = false;
      here += 1;
    }
    const tag = html.slice(open, here + 1);
    at = here + 1;
    if (/^<style[\s>]/i.test(tag)) {
      const end = html.slice(at).search(/<\/style/i);
      at = end < 0 ? html.length : at + end;
      continue;
    }
    if (/^<\/style/i.test(tag)) continue;
    out += renameStyle(tag);
  }
  return out;
}

/** One tag with its `style` attributes renamed; what stands within quotes is left alone. */
function renameStyle(tag: string): string {
  return tag.replace(
    /(["'])(?:(?!\1)[\s\S])*\1|([\s/"'])style(?=\s*=|[\s/>])/gi,
    (found, quote: unknown, before: unknown) => {
      if (typeof quote === 'string') return `${found} `;
      return `${typeof before === 'string' ? before : ' '}${STYLE}`;
    },
  );
}

/** What Word, WPS and Excel put on the clipboard beside the words of the sheet. */
const NOT_WORDS = [
  'script, style, head, title, template, noscript, rt, rp, object, iframe, svg, math',
  'del, w\\:del, .msoDel, .msodel',
  '[hidden], .MsoCommentReference, .msocomanchor, .msocomtxt, .MsoCommentText',
  '.MsoFootnoteReference, .MsoEndnoteReference, .MsoFootnoteText, .MsoEndnoteText',
  'a[href^="#_ftn"], a[href^="#_edn"], a[href^="#_msocom"]',
].join(', ');
const HIDING =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*(?:all|screen)|mso-element\s*:\s*(?:comment|footnote|endnote)|mso-special-character\s*:\s*(?:comment|footnote|endnote))/i;
/** Letters of the symbol fonts, which Word uses as bullets and ticks. */
const SYMBOL_FONT = /font-family\s*:\s*["']?(?:wingdings|symbol|webdings)/i;

/** Classes that the source's own style sheet hides. */
function hidingClasses(html: string): string[] {
  const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style/gi)]
    .map((match) => match[1] ?? '')
    .join('\n');
  return [...sheets.slice(0, 500_000).matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/g)].flatMap(([, name, body]) =>
    name !== undefined && HIDING.test(body ?? '') ? [name] : [],
  );
}

/**
 * The document on a clipboard, reduced to what its paper shows: without deleted, hidden, phonetic and commenting words, and
 * without any style. Scripts never run: it is detached and only read.
 */
export function shownDocument(html: string, parse: (html: string) => Document): Document {
  const hiding = new Set(hidingClasses(html));
  const page = parse(withoutStyles(html));
  for (const element of page.querySelectorAll(NOT_WORDS)) element.remove();
  for (const column of page.querySelectorAll(`col[${STYLE}]`)) {
    if (HIDING.test(column.getAttribute(STYLE) ?? '')) removeColumn(column);
  }
  for (const element of page.querySelectorAll(`[${STYLE}], [class]`)) {
    const style = element.getAttribute(STYLE) ?? '';
    if (HIDING.test(style) || [...element.classList].some((name) => hiding.has(name))) element.remove();
    else if (SYMBOL_FONT.test(style) && element.textContent.trim().length === 1) element.textContent = '●';
  }
  return page;
}

/** Takes a hidden column of a sheet out of the rows; rows with merged cells are left as they are. */
function removeColumn(column: Element): void {
  const table = column.closest('table');
  if (table === null) return;
  let place = 0;
  for (const before of table.querySelectorAll('col')) {
    if (before === column) break;
    place += Number(before.getAttribute('span') ?? '1') || 1;
  }
  const span = Math.min(Number(column.getAttribute('span') ?? '1') || 1, 500);
  for (const row of table.querySelectorAll('tr')) {
    const cells = [...row.children];
    if (cells.some((cell) => cell.hasAttribute('colspan') || cell.hasAttribute('rowspan'))) continue;
    for (const cell of cells.slice(place, place + span)) cell.remove();
  }
}

const BLOCKS = 'p, div, li, tr, table, h1, h2, h3, h4, h5, h6, section, article, blockquote, pre';

/** The words of an element, one line for each paragraph; a table inside is a line for each of its rows. */
export function shownText(element: Element): string {
  const copy = element.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  const page = element.ownerDocument;
  for (const br of copy.querySelectorAll('br')) br.replaceWith(page.createTextNode('\u2028'));
  for (const cell of copy.querySelectorAll('td, th')) cell.append(page.createTextNode(' '));
  for (const block of copy.querySelectorAll(BLOCKS)) {
    block.before(page.createTextNode('\u2028'));
    block.after(page.createTextNode('\u2028'));
  }
  return copy.textContent
    .replace(/[^\S\u2028]+/g, ' ')
    .split('\u2028')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * What is to be pasted into a box of words instead of the clipboard's plain text, when its HTML holds words that the paper does
 * not show (the plain text may hold them too); null when nothing is hidden.
 */
export function shownInstead(html: string, parse: (html: string) => Document): string | null {
  if (html === '') return null;
  const all = shownText(parse(withoutStyles(html)).body).replace(/\s/g, '');
  const shown = shownText(shownDocument(html, parse).body);
  return shown !== '' && shown.replace(/\s/g, '').length < all.length ? shown : null;
}
