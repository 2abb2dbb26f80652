import { z } from 'zod';
import { done, fileHandle, isoTime, nothing, passphrase, saveTarget } from './common.ts';
import { method } from './method.ts';
import { everyone, type WorkspaceRole, workspaceRole } from './roles.ts';

export { type WorkspaceRole, workspaceRole };

export const workspaceInfo = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: workspaceRole,
  campaignId: z.string(),
  campaignTitle: z.string(),
  campaignVersion: z.int(),
  createdAt: isoTime,
  /** A filled sample to look at: the moment at which its clock began to run. Null for a workspace of one's own. */
  sample: z.strictObject({ moment: isoTime }).nullable(),
  /** False until someone has said that the recovery code is kept: every opening shows a fresh one. */
  recoveryConfirmed: z.boolean(),
  /** Whoever receives takes paper and discs only, and does not use this program. */
  paperOnly: z.boolean(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

const recoveryCode = z.strictObject({ recoveryCode: z.string().max(200) });

/** One of the two ways to open a workspace. */
const workspaceSecret = z.union([z.strictObject({ passphrase }), recoveryCode]);

/** Start, unlock, backup, and the places that windows remember. */
export const workspaceMethods = {
  'app.info': method({
    title: '查看程序信息',
    args: nothing,
    result: z.strictObject({
      version: z.string(),
      shell: z.enum(['electron', 'local', 'cli']),
      runtime: z.string(),
      sqlite: z.string(),
      /** Shipped with the program or installed into the user's data folder; of each id the newest version. */
      campaigns: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          version: z.int(),
          origin: z.enum(['shipped', 'installed']),
        }),
      ),
      /** Campaign folders that cannot be used, each with a sentence saying why and how to mend it. */
      problems: z.array(z.strictObject({ id: z.string(), message: z.string() })),
      /** Whether a filled sample came along, to look at (`sample.open`). */
      samples: z.boolean(),
    }),
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['campaigns'],
    changes: [],
  }),
  /** Known workspaces, last used first. Names only: nothing inside is readable before unlocking. */
  'workspace.list': method({
    title: '列出工作区',
    args: nothing,
    result: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        role: workspaceRole,
        campaignTitle: z.string(),
        openedAt: isoTime,
      }),
    ),
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['workspace'],
    changes: [],
  }),
  /** Makes the encrypted file and opens it. The recovery code is shown to be printed, and again (another one) until it is confirmed. */
  'workspace.create': method({
    title: '新建工作区',
    args: z.strictObject({
      role: workspaceRole,
      name: z.string().trim().min(1).max(100),
      campaignId: z.string(),
      passphrase,
      paperOnly: z.boolean().default(false),
    }),
    result: z.strictObject({ workspace: workspaceInfo, recoveryCode: z.string() }),
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts', 'campaigns'],
    changes: ['workspace'],
  }),
  'workspace.unlock': method({
    title: '打开工作区',
    args: z.strictObject({
      id: z.string(),
      secret: workspaceSecret,
      /**
       * Opens although acknowledged savings are missing (`workspace-saves-missing`, `workspace-file-exchanged`): the files are
       * kept as they were found first.
       */
      acceptLoss: z.boolean().optional(),
    }),
    result: workspaceInfo,
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: [],
    changes: ['workspace'],
  }),
  'workspace.lock': method({
    title: '锁定工作区',
    args: nothing,
    result: done,
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts'],
    changes: ['workspace'],
  }),
  'workspace.current': method({
    title: '查看当前工作区',
    args: nothing,
    result: workspaceInfo.nullable(),
    needs: 'if-open',
    roles: everyone,
    mode: 'read',
    reads: ['workspace', 'pack'],
    changes: [],
  }),
  /** `current` is the passphrase, or the recovery code of someone who has forgotten it. */
  'workspace.changePassphrase': method({
    title: '更换口令',
    args: z.strictObject({ current: z.union([passphrase, recoveryCode]), next: passphrase }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: [],
    changes: ['log'],
    refusedInSample: true,
  }),
  /**
   * Makes a new recovery code; the one before ceases to work. Without the passphrase only while nobody has kept the
   * present one. Unconfirmed until `workspace.confirmRecoveryCode`.
   */
  'workspace.issueRecoveryCode': method({
    title: '换恢复码',
    args: z.strictObject({ passphrase: passphrase.optional() }),
    result: recoveryCode,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['workspace'],
    changes: ['workspace', 'log'],
    refusedInSample: true,
  }),
  /** The clerk has printed or copied this very code. */
  'workspace.confirmRecoveryCode': method({
    title: '确认恢复码已保管',
    args: recoveryCode,
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['workspace'],
    changes: ['workspace', 'log'],
    refusedInSample: true,
  }),
  'workspace.backup': method({
    title: '备份工作区',
    args: z.strictObject({ target: saveTarget }),
    result: z.strictObject({ fileName: z.string(), bytes: z.int() }),
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts'],
    changes: ['log'],
    refusedInSample: true,
  }),
  /** Brings a backup in as a new workspace; the existing ones stay as they are. */
  'workspace.restore': method({
    title: '从备份恢复',
    args: z.strictObject({ source: fileHandle, passphrase: z.union([passphrase, recoveryCode]) }),
    result: workspaceInfo,
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts'],
    changes: ['workspace'],
  }),
  /**
   * Erases a workspace that no other program has open. The typed name must equal its name, and the secret must open it. Its
   * last backup is kept for thirty days (`backup.list`).
   */
  'workspace.erase': method({
    title: '删除工作区',
    args: z.strictObject({ id: z.string(), typedName: z.string(), secret: workspaceSecret }),
    result: z.strictObject({ keptUntil: isoTime.nullable() }),
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts'],
    changes: ['workspace', 'backup'],
  }),
  /** The event log's chain, checked: how many events, and the first broken one if any. */
  'workspace.events': method({
    title: '查看操作记录',
    args: z.strictObject({ limit: z.int().min(1).max(1000) }),
    result: z.strictObject({
      intact: z.boolean(),
      events: z.array(
        z.strictObject({
          seq: z.int(),
          at: isoTime,
          kind: z.string(),
          detail: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['log', 'workspace'],
    changes: [],
  }),
  /** Positions of the windows and pages, remembered inside the workspace. */
  'view.get': method({
    title: '读取页面位置',
    args: z.strictObject({ key: z.string().max(200) }),
    result: z.string().nullable(),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['view'],
    changes: [],
  }),
  'view.set': method({
    title: '记住页面位置',
    args: z.strictObject({ key: z.string().max(200), value: z.string().max(10_000) }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: [],
    changes: ['view'],
  }),
  'media.list': method({
    title: '列出U盘和磁盘',
    args: nothing,
    result: z.array(
      z.strictObject({
        folder: fileHandle,
        name: z.string(),
        fileSystem: z.string(),
        freeBytes: z.number(),
        totalBytes: z.number(),
        removable: z.boolean(),
        writable: z.boolean(),
      }),
    ),
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['outside'],
    changes: [],
  }),
} as const;
