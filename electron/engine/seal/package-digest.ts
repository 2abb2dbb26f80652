import { createHash } from 'node:crypto';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';

/** SHA-256 of bytes, hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest of a campaign pack: SHA-256 over its canonical JSON; what packages carry as Jianbiao-Pack-Digest. */
export function packDigest(pack: CampaignPack): string {
  return sha256Hex(Buffer.from(canonicalJson(pack), 'utf8'));
}
