import dayjs from 'dayjs';

/** A moment in local time to the minute: 2021-09-14 09:30. */
export function dateText(iso: string): string {
  return dayjs(iso).format('YYYY-MM-DD');
}

/** The same with the time of day. */
export function timeText(iso: string): string {
  return dayjs(iso).format('YYYY-MM-DD HH:mm');
}

/** A digest or id shortened for showing beside its full text: the first and last characters. */
export function shortDigest(digest: string): string {
  return digest.length <= 20 ? digest : `${digest.slice(0, 12)}…${digest.slice(-6)}`;
}

/** What kind of file a name says it is, in the clerk's words: PDF, 表格 XLSX, 照片 JPG. Other endings in capitals. */
export function fileKind(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  const words: Readonly<Record<string, string>> = {
    xlsx: '表格 XLSX',
    docx: '文档 DOCX',
    jpg: '照片 JPG',
    json: '数据 JSON',
  };
  return words[ending] ?? ending.toUpperCase();
}
