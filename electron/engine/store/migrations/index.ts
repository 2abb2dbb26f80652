import { drafts } from './0010-drafts.ts';
import { packages } from './0020-packages.ts';
import { takenOver } from './0030-taken-over.ts';
import { scanned } from './0040-scanned.ts';
import { saves } from './0050-saves.ts';
import { receiving } from './0060-receiving.ts';
import { reviewEvents } from './0070-review-events.ts';
import { officeFigures } from './0075-office-figures.ts';
import { sealedAs } from './0080-sealed-as.ts';
import { compared } from './0090-compared.ts';
import { sealedFile } from './0100-sealed-file.ts';
import { checklist } from './0115-checklist.ts';
import { plainSets } from './0116-plain-sets.ts';
import { bulkImports } from './0117-bulk-imports.ts';

/** One step of the schema. Steps are only ever added, numbered by tens; a published step never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  drafts,
  packages,
  takenOver,
  scanned,
  saves,
  receiving,
  reviewEvents,
  officeFigures,
  sealedAs,
  compared,
  sealedFile,
  checklist,
  plainSets,
  bulkImports,
];
