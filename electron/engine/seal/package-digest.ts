import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';

/** SHA-256 of bytes, hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest of a campaign pack: SHA-256 over its canonical JSON; what packages carry as Jianbiao-Pack-Digest. */
export function packDigest(pack: CampaignPack): string {
  return sha256Hex(Buffer.from(canonicalJson(pack), 'utf8'));
}
