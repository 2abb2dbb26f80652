import { z } from 'zod';
import { packSchema } from '../words/pack-schema.ts';
import { bytes, done, fileHandle, isoTime, method, nothing, passphrase, saveTarget } from './common.ts';

export const workspaceRole = z.enum(['host', 'recommender', 'office']);
export type WorkspaceRole = z.infer<typeof workspaceRole>;

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
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

const recoveryCode = z.strictObject({ recoveryCode: z.string().max(200) });

/** One of the two ways to open a workspace. */
const workspaceSecret = z.union([z.strictObject({ passphrase }), recoveryCode]);

const settingValue = z.union([z.string(), z.number(), z.boolean()]);

/** What a signed campaign pack says of itself before it is installed. */
const signedPack = z.strictObject({
  title: z.string(),
  version: z.int(),
  installedVersion: z.int().nullable(),
  office: z.string(),
  fingerprint: z.string(),
  digest: z.string(),
});

/** Start, unlock, campaign, settings, backup. */
export const workspaceMethods = {
  'app.info': method(
    nothing,
    z.strictObject({
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
  ),
  /** Known workspaces, last used first. Names only: nothing inside is readable before unlocking. */
  'workspace.list': method(
    nothing,
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        role: workspaceRole,
        campaignTitle: z.string(),
        openedAt: isoTime,
      }),
    ),
  ),
  /** Makes the encrypted file and opens it. The recovery code is shown to be printed, and again (another one) until it is confirmed. */
  'workspace.create': method(
    z.strictObject({
      role: workspaceRole,
      name: z.string().trim().min(1).max(100),
      campaignId: z.string(),
      passphrase,
    }),
    z.strictObject({ workspace: workspaceInfo, recoveryCode: z.string() }),
  ),
  'workspace.unlock': method(
    z.strictObject({
      id: z.string(),
      secret: workspaceSecret,
      /**
       * Opens although acknowledged savings are missing (`workspace-saves-missing`, `workspace-file-exchanged`): the files are
       * kept as they were found first.
       */
      acceptLoss: z.boolean().optional(),
    }),
    workspaceInfo,
  ),
  'workspace.lock': method(nothing, done),
  'workspace.current': method(nothing, workspaceInfo.nullable()),
  /** `current` is the passphrase, or the recovery code of someone who has forgotten it. */
  'workspace.changePassphrase': method(
    z.strictObject({ current: z.union([passphrase, recoveryCode]), next: passphrase }),
    done,
  ),
  /**
   * Makes a new recovery code; the one before ceases to work. Without the passphrase only while nobody has kept the
   * present one. Unconfirmed until `workspace.confirmRecoveryCode`.
   */
  'workspace.issueRecoveryCode': method(z.strictObject({ passphrase: passphrase.optional() }), recoveryCode),
  /** The clerk has printed or copied this very code. */
  'workspace.confirmRecoveryCode': method(recoveryCode, done),
  'workspace.backup': method(
    z.strictObject({ target: saveTarget }),
    z.strictObject({ fileName: z.string(), bytes: z.int() }),
  ),
  /** Brings a backup in as a new workspace; the existing ones stay as they are. */
  'workspace.restore': method(
    z.strictObject({ source: fileHandle, passphrase: z.union([passphrase, recoveryCode]) }),
    workspaceInfo,
  ),
  /**
   * Erases a workspace that no other program has open. The typed name must equal its name, and the secret must open it. Its
   * last backup is kept for thirty days (`backup.list`).
   */
  'workspace.erase': method(
    z.strictObject({ id: z.string(), typedName: z.string(), secret: workspaceSecret }),
    z.strictObject({ keptUntil: isoTime.nullable() }),
  ),
  /** The event log's chain, checked: how many events, and the first broken one if any. */
  'workspace.events': method(
    z.strictObject({ limit: z.int().min(1).max(1000) }),
    z.strictObject({
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
  ),
  'campaign.pack': method(nothing, packSchema),
  'campaign.settings': method(nothing, z.record(z.string(), settingValue)),
  'campaign.setSetting': method(z.strictObject({ id: z.string(), value: settingValue }), done),
  /** First step of installing an office's pack: verifies it and shows who signed, before anything changes. */
  'campaign.inspect': method(
    z.strictObject({ source: fileHandle }),
    signedPack.extend({
      /** True when the signer is the office key this workspace already trusts. */
      knownSigner: z.boolean(),
    }),
  ),
  /** Second step, after the clerk compared the fingerprint: installs and migrates the drafts, with a report. */
  'campaign.install': method(
    z.strictObject({ source: fileHandle, confirmedFingerprint: z.string() }),
    z.strictObject({
      version: z.int(),
      changes: z.array(
        z.strictObject({
          subjectId: z.string(),
          subjectName: z.string(),
          fieldId: z.string(),
          what: z.string(),
        }),
      ),
    }),
  ),
  /**
   * First step of taking in the pack of a campaign that no workspace needs to have: verified and shown before anything
   * changes. Works with no workspace open. `installedVersion` is the newest known one of this campaign's id.
   */
  'campaign.inspectNew': method(z.strictObject({ source: fileHandle }), signedPack),
  /** Second step, after the clerk compared the fingerprint: new workspaces can choose the campaign. */
  'campaign.installNew': method(
    z.strictObject({ source: fileHandle, confirmedFingerprint: z.string() }),
    z.strictObject({ id: z.string(), title: z.string(), version: z.int() }),
  ),
  /** Office: the version that issuing would write now, and how its file would be called. Reads only. */
  'campaign.issuePlan': method(nothing, z.strictObject({ version: z.int(), fileName: z.string() })),
  /** Office: seals the campaign pack with the office's own key and age recipient inside. */
  'campaign.issue': method(
    z.strictObject({ target: saveTarget }),
    z.strictObject({ fileName: z.string(), digest: z.string(), fingerprint: z.string() }),
  ),
  /** The notice's full text, when the user loads the file (it is not ours to ship). */
  'campaign.loadNotice': method(z.strictObject({ source: fileHandle }), done),
  /** Positions of the windows and pages, remembered inside the workspace. */
  'view.get': method(z.strictObject({ key: z.string().max(200) }), z.string().nullable()),
  'view.set': method(z.strictObject({ key: z.string().max(200), value: z.string().max(10_000) }), done),
  'media.list': method(
    nothing,
    z.array(
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
  ),
  /** Hands a finished file to the local shell's browser as a download; the Electron shell has no need of it. */
  'files.read': method(z.strictObject({ file: fileHandle }), z.strictObject({ name: z.string(), bytes })),
} as const;
