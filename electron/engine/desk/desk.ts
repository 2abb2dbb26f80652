import type { WorkspaceRole } from '../../../shared/api/workspace-methods.ts';
import type { EventName, EventPayload } from '../../../shared/api.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { HandleRegistry } from '../handles.ts';
import type { PaperEngine } from '../paper/paper-engine.ts';
import type { RecentErrors } from '../recent-errors.ts';
import { currentPack, type PinnedPack } from '../store/meta-store.ts';
import type { RandomSource } from '../store/random.ts';
import type { Db } from '../store/rows.ts';
import type { WorkspaceHeader } from '../store/workspace-header.ts';
import type { AutoBackup } from './auto-backup.ts';
import type { Jobs } from './jobs.ts';

/** The one workspace an engine may have open. */
export interface OpenWorkspace {
  readonly db: Db;
  /** The database key, needed for verified copies. Never leaves the engine. */
  readonly key: Uint8Array;
  readonly header: WorkspaceHeader;
  /** Set in a filled sample: its own clock, and the folder that goes with it when it is closed. */
  readonly sample?: { readonly moment: string; readonly now: () => Date; readonly folder: string };
}

export type EmitEvent = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** What every use case works with: the open workspace, the clock, and the ways out. */
export interface Desk {
  readonly dataDir: string;
  readonly campaignsDir: string;
  readonly fontsDir: string | undefined;
  /** Folder of the filled samples, where the program was put together with them. */
  readonly samplesDir: string | undefined;
  readonly shell: 'electron' | 'local' | 'cli';
  readonly handles: HandleRegistry;
  readonly emit: EmitEvent;
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
  /** Forgets the paper part after other fonts were chosen: the next paper opens them. */
  fontsChanged(): void;
  /**
   * The open workspace, which stays open until the calling handler has ended. Throws `workspace-locked` naming the method,
   * `workspace-closed` while it is being closed.
   */
  open(method: string): OpenWorkspace;
  current(): OpenWorkspace | null;
  /** True once a workspace is being closed: only the calls that hold it go on. */
  isClosing(workspace: OpenWorkspace): boolean;
  /** To be awaited before closing: nobody new gets the workspace, and whoever works with it ends first. */
  vacate(workspace: OpenWorkspace): Promise<void>;
  /** Replaces the open workspace; the previous one must have been closed. */
  setCurrent(workspace: OpenWorkspace | null): void;
  /** The pinned pack of the open workspace, parsed once. */
  pack(method: string): PinnedPack;
  /** Forgets the parsed pack after another was pinned. */
  packChanged(): void;
  /** One change of the whole workspace (create, unlock, lock, restore) at a time. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** Time as the contract writes it. */
export function isoNow(desk: Desk): string {
  return desk.now().toISOString();
}

/** The civil date in China (UTC+8, no summer time since 1992), which dates on the paper mean. */
export function chinaDate(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

const roleNames: Readonly<Record<WorkspaceRole, string>> = {
  host: '基层单位',
  recommender: '推荐单位',
  office: '领导小组办公室',
};

export function roleName(role: WorkspaceRole): string {
  return roleNames[role];
}

/** The open workspace when it has one of the roles; throws `workspace-role-wrong` otherwise. */
export function openAs(desk: Desk, method: string, roles: readonly WorkspaceRole[]): OpenWorkspace {
  const workspace = desk.open(method);
  if (!roles.includes(workspace.header.role)) {
    throw new JianbiaoError('workspace-role-wrong', { method, role: roles.map(roleName).join('、') });
  }
  return workspace;
}

/** A one-entry cache around `currentPack`, keyed by the open database. */
export function packCache(): { get(db: Db): PinnedPack; clear(): void } {
  let cached: { readonly db: Db; readonly pinned: PinnedPack } | null = null;
  return {
    get(db) {
      if (cached?.db !== db) cached = { db, pinned: currentPack(db) };
      return cached.pinned;
    },
    clear() {
      cached = null;
    },
  };
}

/** A field's label for messages: the unit's own fields first, then the nominees'. */
export function fieldLabel(pack: CampaignPack, fieldId: string): string {
  const { unit, collective, individual } = pack.fields;
  return [...unit, ...collective, ...individual].find((field) => field.id === fieldId)?.label ?? fieldId;
}
