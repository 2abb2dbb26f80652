/**
 * A recovery code on its way from where it was asked for (设置) to the page that shows it: the engine gives it once, and
 * that page would otherwise ask for another.
 */
let kept: { readonly id: string; readonly code: string } | null = null;

export function keepCode(id: string, code: string): void {
  kept = { id, code };
}

/** The code of this workspace, once. */
export function takeCode(id: string): string | null {
  const code = kept?.id === id ? kept.code : null;
  kept = null;
  return code;
}
