import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { HandleRegistry } from '../../kernel/handles.ts';
import type { Jobs } from '../../kernel/jobs.ts';
import type { RecentErrors } from '../../kernel/recent-errors.ts';
import type { PaperEngine } from '../../paper/paper-engine.ts';
import type { RandomSource } from '../../store/random.ts';
import type { AutoBackup } from './auto-backup.ts';

/** What every use case works with beside the workspace it is lent: the clock, the paper, and the ways out. */
export interface Desk {
  readonly dataDir: string;
  readonly campaignsDir: string;
  readonly fontsDir: string | undefined;
  /** Folder of the filled samples, where the program was put together with them. */
  readonly samplesDir: string | undefined;
  readonly shell: 'electron' | 'local' | 'cli';
  readonly handles: HandleRegistry;
  readonly jobs: Jobs;
  /** Errors of this run that nobody foresaw. */
  readonly recentErrors: RecentErrors;
  readonly autoBackup: AutoBackup;
  readonly random: RandomSource;
  /** Cost of the key made from a new passphrase, as a power of two. */
  readonly passphraseLogN: number;
  /** 32 bytes for a new unit key. */
  identitySeed(): Uint8Array;
  now(): Date;
  /** The paper part with its fonts open; made on first use. */
  paper(): PaperEngine;
}

/** Time as the contract writes it. */
export function isoNow(desk: Desk): string {
  return desk.now().toISOString();
}

/** The civil date in China (UTC+8, no summer time since 1992), which dates on the paper mean. */
export function chinaDate(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** A field's label for messages: the unit's own fields first, then the nominees'. */
export function fieldLabel(pack: CampaignPack, fieldId: string): string {
  const { unit, collective, individual } = pack.fields;
  return [...unit, ...collective, ...individual].find((field) => field.id === fieldId)?.label ?? fieldId;
}
