import type { IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';

/** Where a page stands in the navigation. */
export interface NavEntry {
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** Order in the list; tens leave room. */
  readonly order: number;
  /** `bottom` for settings and help. */
  readonly place?: 'bottom';
}

/** One page. `nav` absent: reached from another page. */
export interface RouteEntry {
  readonly path: string;
  readonly title: string;
  readonly roles: readonly WorkspaceRole[];
  readonly nav?: NavEntry;
  readonly page: ComponentType;
}

export const everyone: readonly WorkspaceRole[] = ['host', 'recommender', 'office'];
/** Roles that fill forms. */
export const clerks: readonly WorkspaceRole[] = ['host', 'recommender'];
