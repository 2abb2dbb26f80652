/** The code (`ENOENT` …) of an error that the system threw, or the empty string. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
