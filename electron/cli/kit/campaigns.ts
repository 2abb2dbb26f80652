import { join } from 'node:path';
import { defaultDataDir } from '../../engine/host/data-dir.ts';
import { type CampaignPlaces, findCampaign } from '../../engine/pack/campaign-library.ts';
import { programDir } from './program-dir.ts';

/** The program's own campaigns and this user's installed ones; `dataDir` names another user's or a portable folder. */
export function campaignPlaces(dataDir?: string): CampaignPlaces {
  return { campaignsDir: join(programDir(), 'resources', 'campaigns'), dataDir: dataDir ?? defaultDataDir() };
}

/**
 * The pack folder of a campaign by its id, shipped or installed: the version asked for where it is there, else the
 * newest. Throws `campaign-unknown` or `campaign-folder-broken`.
 */
export async function campaignFolder(id: string, version?: number): Promise<string> {
  return (await findCampaign(campaignPlaces(), id, version)).dir;
}
