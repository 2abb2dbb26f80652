import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { done, fileHandle, isoTime, method, nothing } from './common.ts';
import { workspaceRole } from './workspace-methods.ts';

const problem = z.strictObject({ at: isoTime, error: errorRecord });

/** Backups that the engine makes by itself. On-demand ones are `workspace.backup` and `workspace.restore`. */
export const backupMethods = {
  /** The open workspace's automatic backup: how it is set, the last one, and what went wrong since. */
  'backup.status': method(
    nothing,
    z.strictObject({
      on: z.boolean(),
      running: z.boolean(),
      last: z.strictObject({ at: isoTime, bytes: z.int() }).nullable(),
      /** The second place by its folder's name; `last` is the newest backup of this workspace that stands there. */
      copy: z.strictObject({ folder: z.string(), present: z.boolean(), last: isoTime.nullable() }).nullable(),
      problem: problem.nullable(),
      copyProblem: problem.nullable(),
    }),
  ),
  /** Absent parts stay as they are; a null folder gives the second place up. What was copied there stays. */
  'backup.configure': method(
    z.strictObject({ on: z.boolean().optional(), copyFolder: fileHandle.nullable().optional() }),
    done,
  ),
  /** Makes an automatic backup now. */
  'backup.run': method(nothing, done),
  /** Every automatic backup beside the data, newest first, those from a clock that was ahead last; of erased or broken workspaces too; works locked. */
  'backup.list': method(
    nothing,
    z.array(
      z.strictObject({
        /** For `workspace.restore`. */
        source: fileHandle,
        fileName: z.string(),
        workspaceId: z.string(),
        workspaceName: z.string(),
        role: workspaceRole,
        at: isoTime,
        bytes: z.int(),
        /** Of an erased workspace: when this last backup will be removed. */
        keptUntil: isoTime.nullable(),
      }),
    ),
  ),
  /** What a chosen file says of itself, before its passphrase is asked for. */
  'backup.inspect': method(
    z.strictObject({ source: fileHandle }),
    z.strictObject({ workspaceName: z.string(), role: workspaceRole, campaignTitle: z.string() }),
  ),
} as const;
