import { ReadingRefused } from '../guard/refusal.ts';

const compoundMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const zipMark = Buffer.from('504b0304', 'hex');

function other(what: string): ReadingRefused {
  return new ReadingRefused({ code: 'reading-other-format', what });
}

/** Old office files and encrypted new ones are both "compound files"; the names of their streams tell which. */
function compoundRefusal(bytes: Buffer): ReadingRefused {
  const holds = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return new ReadingRefused({ code: 'reading-encrypted' });
  if (holds('Workbook') || holds('Book'))
    return new ReadingRefused({ code: 'reading-old-format', what: '.xls' });
  if (holds('WordDocument')) return other('Word 文档');
  return other('别的办公文件');
}

/**
 * Throws ReadingRefused, with what the file is instead, unless it begins as a zip does. The file's name is not asked:
 * exporters of web systems write pages and old files under it.
 */
export function requireZip(bytes: Buffer): void {
  if (bytes.subarray(0, 4).equals(zipMark)) return;
  if (bytes.subarray(0, 8).equals(compoundMark)) throw compoundRefusal(bytes);
  const start = bytes
    .subarray(0, 2048)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (start.startsWith('<?xml') && start.includes('excel.sheet'))
    throw new ReadingRefused({ code: 'reading-old-format', what: '2003 版 XML 表格' });
  if (start.startsWith('<')) throw other('网页');
  if (start.startsWith('%pdf')) throw other('PDF');
  if (start.startsWith('{\\rtf')) throw other('RTF 文档');
  const plain = bytes.subarray(0, 2048);
  if (plain.length > 0 && plain.every((byte) => byte === 0)) throw other('一串空字节（U盘可能拔早了）');
  if (plain.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)) throw other('纯文本');
  throw other('程序认不出的内容（可能被单位的加密软件加了密）');
}
