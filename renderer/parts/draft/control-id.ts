/** The DOM id of a field's control; the check panel and comments focus it. */
export function controlId(fieldId: string): string {
  return `f-${fieldId.replaceAll('.', '_')}`;
}

/** Whether a box is a field's own, or a cell of its table: date boxes are named by field, or by the cell's DOM id. */
export function isBoxOf(box: string, fieldId: string): boolean {
  return box === fieldId || box.startsWith(`${controlId(fieldId)}-`);
}
