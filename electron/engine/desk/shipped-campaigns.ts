import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { loadPack } from '../pack/load-pack.ts';

const loaded = new Map<string, CampaignPack>();

/** Ids of the packs shipped with the program. */
export function shippedCampaigns(campaignsDir: string): string[] {
  if (!existsSync(campaignsDir)) return [];
  return readdirSync(campaignsDir)
    .filter((id) => existsSync(join(campaignsDir, id, 'campaign.json')))
    .sort();
}

/** A shipped pack by its id, read and checked once per process. Throws `campaign-unknown` and the pack's own errors. */
export async function loadCampaign(campaignsDir: string, id: string): Promise<CampaignPack> {
  if (!shippedCampaigns(campaignsDir).includes(id)) throw new JianbiaoError('campaign-unknown', { id });
  const dir = join(campaignsDir, id);
  const known = loaded.get(dir);
  if (known !== undefined) return known;
  const pack = await loadPack(dir);
  loaded.set(dir, pack);
  return pack;
}
