import { z } from 'zod';
import { backupMethods } from './api/backup-methods.ts';
import { bulkMethods } from './api/bulk-methods.ts';
import { campaignMethods } from './api/campaign-methods.ts';
import { checklistMethods } from './api/checklist-methods.ts';
import { diagnosticsMethods } from './api/diagnostics-methods.ts';
import { fontMethods } from './api/font-methods.ts';
import { handoverMethods } from './api/handover-methods.ts';
import type { Method } from './api/method.ts';
import { packageMethods } from './api/package-methods.ts';
import { recordMethods } from './api/record-methods.ts';
import { reviewMethods } from './api/review-methods.ts';
import { everyone, type WorkspaceRole } from './api/roles.ts';
import { sampleMethods } from './api/sample-methods.ts';
import { sealMethods } from './api/seal-methods.ts';
import { settleMethods } from './api/settle-methods.ts';
import { signersMethods } from './api/signers-methods.ts';
import { type Topic, topic } from './api/topics.ts';
import { workspaceMethods } from './api/workspace-methods.ts';
import { errorRecord } from './errors/error-record.ts';
import type { ErrorRecord } from './errors/jianbiao-error.ts';

/**
 * The one contract between the windows and the engine (design: one API contract). Every transport (Electron IPC,
 * loopback WebSocket, in process) validates arguments against it on the engine side.
 */
export const api = {
  ...workspaceMethods,
  ...campaignMethods,
  ...backupMethods,
  ...recordMethods,
  ...bulkMethods,
  ...packageMethods,
  ...sealMethods,
  ...signersMethods,
  ...settleMethods,
  ...reviewMethods,
  ...fontMethods,
  ...diagnosticsMethods,
  ...sampleMethods,
  ...checklistMethods,
  ...handoverMethods,
} as const;

export type Api = typeof api;
export type MethodName = keyof Api;
export type ApiArgs<M extends MethodName> = z.input<Api[M]['args']>;
export type ApiParsedArgs<M extends MethodName> = z.output<Api[M]['args']>;
export type ApiResult<M extends MethodName> = z.output<Api[M]['result']>;

/** What was declared of a method. */
export function natureOf(name: MethodName): Method {
  return api[name];
}

export const methodNames: readonly MethodName[] = Object.keys(api).filter(isMethod);

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(api, name);
}

/** The readings whose answers a change of this topic makes old. */
export function readingsOf(topic: Topic): readonly MethodName[] {
  return methodNames.filter((name) => natureOf(name).mode === 'read' && natureOf(name).reads.includes(topic));
}

/** Whether a method rests on what the clerk is typing: pending text is saved before it is called. */
export function readsDrafts(name: MethodName): boolean {
  return natureOf(name).reads.includes('drafts');
}

/** The roles that have all of these methods. */
export function rolesOf(names: readonly MethodName[]): readonly WorkspaceRole[] {
  return everyone.filter((role) => names.every((name) => natureOf(name).roles.includes(role)));
}

/** Every answer, on every transport. */
export type ApiAnswer<M extends MethodName = MethodName> =
  | { readonly ok: true; readonly value: ApiResult<M> }
  | { readonly ok: false; readonly error: ErrorRecord };

/** Events from the engine to the windows. */
export const events = {
  /** Bytes (or items) done of total: monotonic, never past total. */
  progress: z.strictObject({ jobId: z.string(), phase: z.string(), done: z.number(), total: z.number() }),
  /** A part of what the engine knows has changed; the readings that rest on it are old. */
  changed: z.strictObject({
    what: topic,
    /** What the call was about, where it named one `id`. */
    id: z.string().optional(),
  }),
  /** An automatic backup failed, told once; the workspace may be locked already. `backup.status` goes on saying so. */
  backup: z.strictObject({ problem: errorRecord }),
} as const;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

/**
 * What the preload script (Electron) or the local shell's client exposes to the renderer as `window.jianbiao`.
 * Named functions only; no path ever crosses it.
 */
export interface Bridge {
  /** Which shell this window stands in. */
  readonly shell: 'electron' | 'local';
  call<M extends MethodName>(method: M, args: ApiArgs<M>): Promise<ApiAnswer<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** A file dialog; empty when the user cancels. `accept` lists extensions without dot. */
  chooseFiles(options: {
    title: string;
    accept: readonly string[];
    multiple: boolean;
  }): Promise<readonly { handle: string; name: string }[]>;
  /** A folder dialog; null when cancelled. The local shell offers a new folder under the user's documents. */
  chooseFolder(options: { title: string }): Promise<{ handle: string; name: string } | null>;
  /** A save dialog; null when cancelled. In the local shell the file is downloaded by `finishSave`. */
  chooseSave(options: {
    title: string;
    suggestedName: string;
  }): Promise<{ handle: string; name: string } | null>;
  /** After a method wrote to a save handle: local shell downloads it, Electron may show it in its folder. */
  finishSave(handle: string, options: { reveal: boolean }): Promise<void>;
  /** Menu commands of the shell (Electron's application menu), by name. */
  onCommand(listener: (command: ShellCommand) => void): () => void;
}
export type ShellCommand =
  | 'undo'
  | 'redo'
  | 'find'
  | 'help'
  | 'about'
  | 'lock'
  | 'print'
  | 'seal'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | { readonly openPackage: string };
