/** The one origin that the window may have (models.md C1 item 18): a scheme of our own, never file:. */
export const APP_SCHEME = 'app';
const APP_HOST = 'jianbiao';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * True when an address belongs to the program's own origin. The address is parsed, never searched for a substring:
 * `http://x/?next=app://jianbiao` is not ours.
 */
export function isAppAddress(address: string): boolean {
  const url = parse(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '';
}

/**
 * True for what the window may load at all: files of our origin, and blobs that its own code made (photos, papers).
 * Everything else is cancelled: the program never talks to a network.
 */
export function mayLoad(address: string): boolean {
  if (isAppAddress(address)) return true;
  const url = parse(address);
  return url !== null && url.protocol === 'blob:' && isAppAddress(url.pathname);
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
