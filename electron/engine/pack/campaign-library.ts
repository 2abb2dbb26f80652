import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { RuledPack } from '../../../shared/rules/ruled-pack.ts';
import { moveAside } from '../durable/whole-folder.ts';
import { packDigest } from '../seal/index.ts';
import { type InstallResult, installPack } from './install-pack.ts';
import { listProblems, readPackFolder } from './load-pack.ts';

/** Where campaigns come from: those shipped with the program, and this user's data folder. */
export interface CampaignPlaces {
  readonly campaignsDir: string;
  readonly dataDir: string;
}

type CampaignOrigin = 'shipped' | 'installed';

/** A campaign that can be used: the newest version of its id. */
export interface KnownCampaign {
  readonly id: string;
  readonly origin: CampaignOrigin;
  readonly dir: string;
  readonly pack: RuledPack;
}

/** A campaign folder that cannot be used, and why. */
export interface CampaignProblem {
  readonly id: string;
  readonly origin: CampaignOrigin;
  readonly error: JianbiaoError;
}

/** So many problems of a broken folder are told on the start page; `pack check` tells all. */
const problemsTold = 3;
/** Folders still being written or put aside begin with a dot or carry one (write-pack.ts). */
const folderName = /^[a-z0-9][a-z0-9-]{1,40}$/;
const shippedPacks = new Map<string, RuledPack>();

/** The folder of the packs this user installed, beside the workspaces. Made by the first installation. */
export function userCampaignsDir(dataDir: string): string {
  return join(dataDir, 'campaigns');
}

/** What does not exist or is no folder holds no campaigns: the program starts all the same. */
async function foldersIn(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && folderName.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

function broken(id: string, problem: string): JianbiaoError {
  return new JianbiaoError('campaign-folder-broken', { id, problem });
}

/** Reads one folder for use; throws `campaign-folder-broken`, whose message names no path (the windows show it). */
async function readCampaign(dir: string, id: string, origin: CampaignOrigin): Promise<KnownCampaign> {
  const known = shippedPacks.get(dir);
  if (known !== undefined) return { id, origin, dir, pack: known };
  const { pack, problems } = await readPackFolder(dir).catch(() => {
    throw broken(id, '文件读不出来。');
  });
  if (pack === null) {
    const more = problems.length - problemsTold;
    const rest = more > 0 ? `\n（另有 ${more} 处）` : '';
    throw broken(
      id,
      `共 ${problems.length} 处问题：\n${listProblems(problems.slice(0, problemsTold))}${rest}`,
    );
  }
  if (pack.campaign.id !== id) throw broken(id, `文件夹名与活动编号“${pack.campaign.id}”不一致。`);
  // What is shipped does not change while the program runs; the user's folder may.
  if (origin === 'shipped') shippedPacks.set(dir, pack);
  return { id, origin, dir, pack };
}

function placesOf(places: CampaignPlaces): readonly { origin: CampaignOrigin; folder: string }[] {
  return [
    { origin: 'shipped', folder: places.campaignsDir },
    { origin: 'installed', folder: userCampaignsDir(places.dataDir) },
  ];
}

/**
 * Everything known of some campaigns: usable packs in every version, and the folders that are not. Takes the places and
 * the ids wanted (all when absent). Never throws for what lies in the folders.
 */
async function survey(
  places: CampaignPlaces,
  wanted?: string,
): Promise<{ readonly found: readonly KnownCampaign[]; readonly problems: readonly CampaignProblem[] }> {
  const found: KnownCampaign[] = [];
  const problems: CampaignProblem[] = [];
  for (const { origin, folder } of placesOf(places)) {
    for (const id of await foldersIn(folder)) {
      if (wanted !== undefined && id !== wanted) continue;
      try {
        found.push(await readCampaign(join(folder, id), id, origin));
      } catch (thrown) {
        const error = thrown instanceof JianbiaoError ? thrown : broken(id, '文件读不出来。');
        problems.push({ id, origin, error });
      }
    }
  }
  return { found, problems };
}

/** Of each id the newest version; of twins the shipped one, which comes with samples. */
function newest(found: readonly KnownCampaign[]): readonly KnownCampaign[] {
  const best = new Map<string, KnownCampaign>();
  for (const one of found) {
    const before = best.get(one.id);
    if (before === undefined || one.pack.campaign.version > before.pack.campaign.version)
      best.set(one.id, one);
  }
  return [...best.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The campaigns a workspace can be made for, shipped and installed, each in its newest version, and the folders that
 * are broken: those are told, never thrown, so that the others go on.
 */
export async function listCampaigns(
  places: CampaignPlaces,
): Promise<{ readonly campaigns: readonly KnownCampaign[]; readonly problems: readonly CampaignProblem[] }> {
  const { found, problems } = await survey(places);
  return { campaigns: newest(found), problems };
}

/**
 * One campaign by its id: the version asked for where it is there, else the newest. Throws `campaign-unknown`, or
 * `campaign-folder-broken` when its only folder is broken.
 */
export async function findCampaign(
  places: CampaignPlaces,
  id: string,
  version?: number,
): Promise<KnownCampaign> {
  const { found, problems } = await survey(places, id);
  const exact = found.find((one) => one.pack.campaign.version === version);
  const [best] = newest(found);
  const chosen = exact ?? best;
  if (chosen !== undefined) return chosen;
  throw problems[0]?.error ?? new JianbiaoError('campaign-unknown', { id });
}

/**
 * Installs a pack into this user's data folder (issue: pack tooling); the program's own folder is never written to.
 * Refuses what is older than the newest known version, shipped or installed (`pack-older`), and the same version with
 * other content (`pack-same-version`). A broken folder of this id is put aside under a dotted name and replaced.
 */
export async function installCampaign(pack: RuledPack, places: CampaignPlaces): Promise<InstallResult> {
  const { id, version } = pack.campaign;
  const into = userCampaignsDir(places.dataDir);
  const { found, problems } = await survey(places, id);
  const [best] = newest(found);
  if (best !== undefined) {
    const known = best.pack.campaign.version;
    if (version < known) throw new JianbiaoError('pack-older', { id, version, installed: known });
    if (version === known) {
      if (packDigest(best.pack) !== packDigest(pack))
        throw new JianbiaoError('pack-same-version', { id, version });
      return { result: 'same', id, version, previous: known, dir: best.dir };
    }
  }
  if (problems.some((problem) => problem.origin === 'installed')) {
    const { mtimeMs } = await stat(join(into, id));
    await moveAside(join(into, id), `.${id}-broken-${Math.trunc(mtimeMs)}`);
  }
  const done = await installPack(pack, into);
  return best === undefined ? done : { ...done, result: 'updated', previous: best.pack.campaign.version };
}
