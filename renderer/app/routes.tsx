import { IconChecklist, IconHome } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WorkspaceInfo } from '../../shared/api/workspace-methods.ts';
import { rolesOf } from '../../shared/api.ts';
import { paths } from '../kit/paths.ts';
import { deskRoutes } from './desk-routes.tsx';
import type { RouteEntry } from './route-types.ts';

/** The one route table. A page takes its parameters with wouter's `useParams`. */
export const routes: readonly RouteEntry[] = [
  {
    path: paths.overview,
    title: '总览',
    methods: ['records.create', 'seal.plan'],
    nav: { label: '总览', icon: IconHome, order: 10 },
    page: lazy(async () => ({ default: (await import('../overview/overview-page.tsx')).OverviewPage })),
  },
  {
    path: paths.form,
    title: '填表',
    methods: ['record.save', 'findings.list'],
    page: lazy(async () => ({ default: (await import('../guided-form/form-page.tsx')).FormPage })),
  },
  {
    path: paths.photo,
    title: '照片',
    methods: ['record.save', 'paper.photoSheet'],
    page: lazy(async () => ({ default: (await import('../photo-desk/photo-page.tsx')).PhotoPage })),
  },
  {
    path: paths.checks,
    title: '检查',
    methods: ['findings.list', 'findings.explain'],
    nav: { label: '检查', icon: IconChecklist, order: 30 },
    page: lazy(async () => ({ default: (await import('../checks/checks-page.tsx')).ChecksPage })),
  },
  ...deskRoutes,
];

/** The pages of a workspace: those whose methods its role has, and of the way in which it hands in. */
export function routesOf({
  role,
  paperOnly,
}: Pick<WorkspaceInfo, 'role' | 'paperOnly'>): readonly RouteEntry[] {
  const way = paperOnly ? 'paper' : 'packages';
  return routes.filter((route) => rolesOf(route.methods).includes(role) && (route.way ?? way) === way);
}
