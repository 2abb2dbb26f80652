/** How many bytes a KB has: drives and discs are sold by 1000, the notice and the limits of files count 1024. */
type Kilo = 1000 | 1024;

/** Bytes as people read them: 812 字节, 93.2 KB, 512 GB; the unit changes where the number would get four digits. */
export function bytesText(bytes: number, kilo: Kilo = 1000): string {
  if (bytes < kilo) return `${bytes} 字节`;
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  let value = bytes / kilo;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= kilo;
    unit += 1;
  }
  return `${value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? 'TB'}`;
}

/**
 * What a file that is too large has, and what is allowed, for `file-too-large`: both in the limit's unit, the size rounded
 * up, so that the sentence never gives one figure twice.
 */
export function overLimit(bytes: number, limit: number): { readonly size: string; readonly limit: string } {
  const [unit, name] = limit >= 1024 ** 2 ? [1024 ** 2, 'MB'] : [1024, 'KB'];
  return { size: `${Math.ceil((bytes / unit) * 10) / 10} ${name}`, limit: `${limit / unit} ${name}` };
}
