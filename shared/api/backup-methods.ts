import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { done, fileHandle, isoTime, nothing } from './common.ts';
import { method } from './method.ts';
import { everyone } from './roles.ts';
import { workspaceRole } from './workspace-methods.ts';

const problem = z.strictObject({ at: isoTime, error: errorRecord });

/** Backups that the engine makes by itself. On-demand ones are `workspace.backup` and `workspace.restore`. */
export const backupMethods = {
  /** The open workspace's automatic backup: how it is set, the last one, and what went wrong since. */
  'backup.status': method({
    title: '查看自动备份',
    args: nothing,
    result: z.strictObject({
      on: z.boolean(),
      running: z.boolean(),
      last: z.strictObject({ at: isoTime, bytes: z.int() }).nullable(),
      /** The second place by its folder's name; `last` is the newest backup of this workspace that stands there. */
      copy: z.strictObject({ folder: z.string(), present: z.boolean(), last: isoTime.nullable() }).nullable(),
      problem: problem.nullable(),
      copyProblem: problem.nullable(),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['backup', 'workspace'],
    changes: [],
  }),
  /** Absent parts stay as they are; a null folder gives the second place up. What was copied there stays. */
  'backup.configure': method({
    title: '设置自动备份',
    args: z.strictObject({ on: z.boolean().optional(), copyFolder: fileHandle.nullable().optional() }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['backup'],
    changes: ['backup', 'log'],
    refusedInSample: true,
  }),
  /** Makes an automatic backup now. */
  'backup.run': method({
    title: '立即备份',
    args: nothing,
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['drafts'],
    changes: ['backup'],
    refusedInSample: true,
  }),
  /** Every automatic backup beside the data, newest first, those from a clock that was ahead last; of erased or broken workspaces too; works locked. */
  'backup.list': method({
    title: '列出备份',
    args: nothing,
    result: z.array(
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
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['backup', 'workspace'],
    changes: [],
  }),
  /** What a chosen file says of itself, before its passphrase is asked for. */
  'backup.inspect': method({
    title: '查看备份文件',
    args: z.strictObject({ source: fileHandle }),
    result: z.strictObject({ workspaceName: z.string(), role: workspaceRole, campaignTitle: z.string() }),
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['outside'],
    changes: [],
  }),
} as const;
