/** The file beside the program that makes it keep its data beside itself (electron/shell/data-folder.ts looks for it). */
export const PORTABLE_MARK = 'portable.ini';

/** What stands in it; with a byte order mark and CRLF, so that Windows' own editor shows it too. */
export const PORTABLE_TEXT = '\ufeff; 有此文件时，数据保存在程序文件夹内的 data 中。\r\n';
