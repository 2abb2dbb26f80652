import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import {
  type PackageLimits,
  type SealRequest,
  type Sm2Key,
  sm2KeyFromSecret,
  type TrustStore,
  trustStore,
  type UnitKey,
  unitCode,
  unitKeyFromSeed,
} from '../../electron/engine/seal/index.ts';
import { officeNamespaces, type PackageKind, unitNamespaces } from '../../shared/ground/package-kinds.ts';

/** A key that is the same in every run: tests and fuzz seeds must be repeatable. */
export function fixedKey(name: string): UnitKey {
  return unitKeyFromSeed(createHash('sha256').update(`test key ${name}`).digest(), name);
}

/** An SM2 key that is the same in every run. */
export function fixedSm2Key(name: string): Sm2Key {
  return sm2KeyFromSecret(createHash('sha256').update(`test sm2 key ${name}`).digest());
}

export const unitKey = fixedKey('unit');
export const officeKey = fixedKey('office');
export const strangerKey = fixedKey('stranger');

/** Trusts the unit's and the office's key, each in its own namespaces. */
export function sampleTrust(): TrustStore {
  const always = { validAfter: null, validBefore: null };
  return trustStore([
    { principals: ['unit-51'], publicKey: unitKey.publicKey, namespaces: unitNamespaces, ...always },
    { principals: ['office'], publicKey: officeKey.publicKey, namespaces: officeNamespaces, ...always },
  ]);
}

/** Bytes that look random and never change. */
export function fixedBytes(label: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < length; i += 1) blocks.push(createHash('sha256').update(`${label} ${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

export const unitName = '四川省机关事务管理局';
const campaign = { id: 'ggj-2021', version: 1 };
const someDigest = createHash('sha256').update('pack').digest('hex');

function attachment(label: string, length: number) {
  const bytes = fixedBytes(label, length);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, name: `${label}.jpg`, mediaType: 'image/jpeg', bytes: length, source: { bytes } };
}

/** A submission of one nominee with one photo. */
export function sampleSubmission(round: 'preliminary' | 'formal', revision: number, photoBytes: number) {
  const photo = attachment('照片', photoBytes);
  const { source: _, ...ref } = photo;
  return {
    photo,
    document: {
      format: 'jianbiao-submission/1',
      campaign,
      round,
      submissionId: 'submission-1',
      revision,
      unit: { id: 'unit', content: { 'unit.name': unitName } },
      nominees: [{ id: 'n1', kind: 'individual', order: 1, content: { name: '张三', photo: ref } }],
      settings: {},
      explanations: {},
    },
  };
}

function base(kind: PackageKind, folder: string): Omit<SealRequest, 'document'> {
  const fromOffice = kind === 'campaign' || kind === 'feedback' || kind === 'receipt';
  const name = fromOffice ? '全国评选表彰工作领导小组办公室' : unitName;
  return {
    kind,
    campaign: campaign.id,
    unit: { code: unitCode(name), name },
    revision: 1,
    packDigest: someDigest,
    suite: 'ed25519',
    sealedOn: '2021-06-01',
    signer: fromOffice ? officeKey : unitKey,
    folder,
  };
}

/** A request for a package of any kind, small and the same in every run. */
export async function sampleRequest(
  kind: PackageKind,
  folder: string,
  photoBytes = 700,
): Promise<SealRequest> {
  const common = base(kind, folder);
  switch (kind) {
    case 'preliminary':
    case 'formal': {
      const { document, photo } = sampleSubmission(kind, 1, photoBytes);
      const paper = {
        folder: 'paper',
        name: 'annex-5.pdf',
        source: { bytes: fixedBytes('paper', 300) },
      } as const;
      return { ...common, document, attachments: [photo], files: [paper] };
    }
    case 'campaign': {
      const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
      return { ...common, revision: pack.campaign.version, document: pack };
    }
    case 'enrolment':
      return {
        ...common,
        document: {
          format: 'jianbiao-enrolment/1',
          campaign,
          unit: { name: unitName, content: {} },
          publicKey: unitKey.publicKey.line,
          fingerprint: unitKey.publicKey.fingerprint,
        },
      };
    case 'feedback':
      return {
        ...common,
        recipient: unitKey.publicKey.fingerprint,
        document: {
          format: 'jianbiao-feedback/1',
          campaign,
          round: 'preliminary',
          submissionId: 'submission-1',
          revision: 1,
          packageDigest: someDigest,
          unitComments: [],
          decisions: [
            { nomineeId: 'n1', decision: 'return', comments: [{ fieldId: 'name', text: '请核对姓名' }] },
          ],
          decidedOn: '2021-06-20',
        },
      };
    case 'receipt':
      return {
        ...common,
        recipient: unitKey.publicKey.fingerprint,
        document: {
          format: 'jianbiao-receipt/1',
          campaign,
          packageDigest: someDigest,
          packageKind: 'preliminary',
          submissionId: 'submission-1',
          revision: 1,
          receivedAt: '2021-06-20T08:00:00Z',
          findings: { error: 0, warning: 1, info: 2 },
        },
      };
  }
}

/** Limits small enough that a crafted file cannot make a test slow. */
export const tightLimits: Partial<PackageLimits> = { fileBytes: 8 << 20, entries: 200 };
