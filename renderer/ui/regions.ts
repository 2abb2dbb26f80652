/** The regions of the window, in the order in which F6 visits them; a page shows some of them. */
export const REGIONS = ['navigation', 'sections', 'page', 'checks'] as const;
type Region = (typeof REGIONS)[number];

/** Declares an element as a region: F6 finds it by this, whatever it is called. */
export function region(name: Region): { readonly 'data-region': Region } {
  return { 'data-region': name };
}

/** The region as it stands on the page; null where the page has none. */
export function findRegion(name: Region): Element | null {
  return document.querySelector(`[data-region="${name}"]`);
}
