import type { IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MethodName } from '../../shared/api.ts';

/** Where a page stands in the navigation. */
export interface NavEntry {
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** Order in the list; tens leave room. */
  readonly order: number;
  /** Absent for the unit's own work in its order; `incoming` for what others send in; `bottom` for settings and help. */
  readonly place?: 'incoming' | 'bottom';
}

/** One page. `nav` absent: reached from another page. */
export interface RouteEntry {
  readonly path: string;
  readonly title: string;
  /** What the page is there for: whoever has these methods sees it. */
  readonly methods: readonly [MethodName, ...MethodName[]];
  readonly nav?: NavEntry;
  /** Only where the receiver takes packages, or only where it takes paper and discs; absent for both. */
  readonly way?: 'packages' | 'paper';
  readonly page: ComponentType;
}
