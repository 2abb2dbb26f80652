const doubleExtension = /\.zip\.age$/i;

/**
 * A name offered in a save dialog that every file system and Joliet disc takes: forbidden characters become `_`, at most
 * 60 characters, the extension kept whole, `.zip.age` too.
 */
export function safeFileName(name: string): string {
  const dot = doubleExtension.test(name) ? name.length - '.zip.age'.length : name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot) : '';
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const clean = stem.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').trim();
  return `${clean.slice(0, 60 - extension.length) || '未命名'}${extension}`;
}

/** The extension of a package: encrypted ones are no zip, and Windows calls a `.zip` that is none broken. */
export function packageExtension(encrypted: boolean): '.zip' | '.zip.age' {
  return encrypted ? '.zip.age' : '.zip';
}
