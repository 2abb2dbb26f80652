/** Namespaces of spreadsheets: the usual ones, and those of Strict Open XML. */
export const mainNamespaces = [
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
] as const;

/** Namespaces of `r:id`. */
export const relationNamespaces = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
] as const;

export const packageRelations = ['http://schemas.openxmlformats.org/package/2006/relationships'] as const;

/** `1` and `true` as writers put them. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
