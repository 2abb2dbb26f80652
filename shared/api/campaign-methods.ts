import { z } from 'zod';
import { ruledPackSchema } from '../rules/ruled-pack.ts';
import { done, fileHandle, nothing, saveTarget } from './common.ts';
import { method } from './method.ts';
import { clerks, everyone, office } from './roles.ts';

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

/** The campaign a workspace is in: its pack, the readings chosen, and how a pack goes from the office to the units. */
export const campaignMethods = {
  'campaign.pack': method({
    title: '读取活动资料',
    args: nothing,
    result: ruledPackSchema,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['pack', 'workspace'],
    changes: [],
  }),
  'campaign.settings': method({
    title: '读取设置',
    args: nothing,
    result: z.record(z.string(), settingValue),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['settings', 'pack', 'workspace'],
    changes: [],
  }),
  'campaign.setSetting': method({
    title: '更改设置',
    args: z.strictObject({ id: z.string(), value: settingValue }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['pack'],
    changes: ['settings', 'log'],
  }),
  /** First step of installing an office's pack: verifies it and shows who signed, before anything changes. */
  'campaign.inspect': method({
    title: '查看活动包',
    args: z.strictObject({ source: fileHandle }),
    result: signedPack.extend({
      /** True when the signer is the office key this workspace already trusts. */
      knownSigner: z.boolean(),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['pack', 'outside'],
    changes: [],
  }),
  /** Second step, after the clerk compared the fingerprint: installs and migrates the drafts, with a report. */
  'campaign.install': method({
    title: '安装活动包',
    args: z.strictObject({ source: fileHandle, confirmedFingerprint: z.string() }),
    result: z.strictObject({
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
    needs: 'workspace',
    roles: clerks,
    mode: 'exclusive',
    reads: ['drafts', 'pack'],
    changes: ['pack', 'record', 'log'],
  }),
  /**
   * First step of taking in the pack of a campaign that no workspace needs to have: verified and shown before anything
   * changes. Works with no workspace open. `installedVersion` is the newest known one of this campaign's id.
   */
  'campaign.inspectNew': method({
    title: '查看活动包',
    args: z.strictObject({ source: fileHandle }),
    result: signedPack,
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: ['campaigns', 'outside'],
    changes: [],
  }),
  /** Second step, after the clerk compared the fingerprint: new workspaces can choose the campaign. */
  'campaign.installNew': method({
    title: '安装活动包',
    args: z.strictObject({ source: fileHandle, confirmedFingerprint: z.string() }),
    result: z.strictObject({ id: z.string(), title: z.string(), version: z.int() }),
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['campaigns'],
    changes: ['campaigns'],
  }),
  /** Office: the version that issuing would write now, and how its file would be called. Reads only. */
  'campaign.issuePlan': method({
    title: '查看下发的版次',
    args: nothing,
    result: z.strictObject({ version: z.int(), fileName: z.string() }),
    needs: 'workspace',
    roles: office,
    mode: 'read',
    reads: ['pack', 'identity'],
    changes: [],
  }),
  /** Office: seals the campaign pack with the office's own key and age recipient inside. */
  'campaign.issue': method({
    title: '下发活动包',
    args: z.strictObject({ target: saveTarget }),
    result: z.strictObject({ fileName: z.string(), digest: z.string(), fingerprint: z.string() }),
    needs: 'workspace',
    roles: office,
    mode: 'exclusive',
    reads: ['pack', 'identity', 'sealed'],
    changes: ['pack', 'sealed', 'log'],
    refusedInSample: true,
  }),
  /** The notice's full text, when the user loads the file (it is not ours to ship). */
  'campaign.loadNotice': method({
    title: '载入通知全文',
    args: z.strictObject({ source: fileHandle }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: [],
    changes: ['pack'],
  }),
} as const;
