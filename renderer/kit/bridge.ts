import type { Bridge } from '../../shared/api.ts';

declare global {
  interface Window {
    /** Put there by the preload script (Electron) or by the local shell's client before this bundle runs. */
    readonly jianbiao?: Bridge;
  }
}

/** The bridge to the engine. Throws when the page was opened outside the program (main.tsx checks that first). */
export function bridge(): Bridge {
  if (window.jianbiao === undefined) throw new Error('window.jianbiao is missing');
  return window.jianbiao;
}
