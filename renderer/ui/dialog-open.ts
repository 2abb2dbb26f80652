/** Whether a dialog stands over the page: keys of the whole window wait until it is finished. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
