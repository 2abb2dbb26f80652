import type { ClipboardEvent } from 'react';
import { shownInstead } from '../kit/clipboard-html.ts';

/** Pastes into a box of words only what the paper of the source shows: nothing that Word deleted, hid or commented. */
export function pasteShownWords(event: ClipboardEvent): void {
  const box = event.target;
  const written = box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || !written) return;
  const shown = shownInstead(event.clipboardData.getData('text/html'), (source) =>
    new DOMParser().parseFromString(source, 'text/html'),
  );
  if (shown === null) return;
  event.preventDefault();
  // The one way to insert that the box's own undo and its change handler hear of.
  document.execCommand(
    'insertText',
    false,
    box instanceof HTMLInputElement ? shown.replace(/\n/g, '') : shown,
  );
}
