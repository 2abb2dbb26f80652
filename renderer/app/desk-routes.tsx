import type { RouteEntry } from './route-types.ts';

/**
 * Routes of the desk: notices (30), paper (40), seal (50), feedback (60), bulk (70), inbox (80), review, signers (90),
 * settings and help (`place: 'bottom'`). Numbers are `nav.order`; addresses stand in paths.ts. Same form as the entries
 * in routes.tsx: `page: lazy(async () => ({ default: (await import('../inbox/inbox-page.tsx')).InboxPage }))`.
 */
export const deskRoutes: readonly RouteEntry[] = [];
