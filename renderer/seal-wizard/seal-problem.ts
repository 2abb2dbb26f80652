import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';

const CONTENTS: ReadonlySet<string> = new Set(['seal-plan-changed', 'seal-blocked', 'seal-empty']);

/** Codes that another place to write to would mend. */
const PLACE: ReadonlySet<string> = new Set([
  'seal-target-exists',
  'seal-target-missing',
  'seal-no-space',
  'seal-read-only',
  'seal-file-limit',
  'seal-media-gone',
  'seal-readback-failed',
  'seal-cancelled',
]);

/** True when the contents are no longer what the clerk saw, or cannot be sealed as they are: they are to be looked at again. */
export function isAboutContents(code: string): boolean {
  return CONTENTS.has(code);
}

/** True when another place to write to may help; anything unforeseen counts as such, since a stick is tried again first. */
export function isAboutPlace(thrown: unknown): boolean {
  if (!(thrown instanceof JianbiaoError)) return true;
  return PLACE.has(thrown.code) || !thrown.code.startsWith('seal-');
}
