import { AppShell, Divider, NavLink, Tooltip } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { sorted } from '../ui/list.ts';
import classes from './frame-nav.module.css';
import type { NavEntry, RouteEntry } from './route-types.ts';

interface Shown extends NavEntry {
  readonly path: string;
}

function shown(routes: readonly RouteEntry[], place: NavEntry['place']): readonly Shown[] {
  const entries = routes.flatMap((route) =>
    route.nav === undefined ? [] : [{ ...route.nav, path: route.path.replace(/\/:.*$/, '') || '/' }],
  );
  return sorted(
    entries.filter((entry) => entry.place === place),
    (a, b) => a.order - b.order,
  );
}

/** Addresses of the pages in the order in which the navigation lists them. */
export function navPaths(routes: readonly RouteEntry[]): readonly string[] {
  return [...shown(routes, undefined), ...shown(routes, 'incoming'), ...shown(routes, 'bottom')].map(
    (entry) => entry.path,
  );
}

/** The list of pages. Collapsed it shows icons with tooltips; names stay for screen readers. */
export function FrameNav({
  routes,
  collapsed,
}: {
  readonly routes: readonly RouteEntry[];
  readonly collapsed: boolean;
}) {
  const [location] = useLocation();
  const entry = (item: Shown) => {
    const active =
      item.path === '/' ? location === '/' || location.startsWith('/form') : location.startsWith(item.path);
    const link = (
      <NavLink
        key={item.path}
        renderRoot={(props) => <Link href={item.path} {...props} />}
        label={item.label}
        leftSection={<item.icon size={20} stroke={1.6} aria-hidden />}
        active={active}
        aria-current={active ? 'page' : undefined}
        className={classes.link ?? ''}
        data-collapsed={collapsed || undefined}
      />
    );
    return collapsed ? (
      <Tooltip key={item.path} label={item.label} position="right">
        {link}
      </Tooltip>
    ) : (
      link
    );
  };
  const own = shown(routes, undefined);
  const incoming = shown(routes, 'incoming');
  return (
    <>
      <AppShell.Section grow p={6}>
        {own.map(entry)}
        {own.length > 0 && incoming.length > 0 && <Divider my={6} />}
        {incoming.map(entry)}
      </AppShell.Section>
      <AppShell.Section p={6} className={classes.bottom ?? ''}>
        {shown(routes, 'bottom').map(entry)}
      </AppShell.Section>
    </>
  );
}
