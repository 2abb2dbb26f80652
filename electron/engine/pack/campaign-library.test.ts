import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RuledPack } from '../../../shared/rules/ruled-pack.ts';
import { codeOf } from '../../../test/support/desk-loop.ts';
import { openEngine } from '../../cli/kit/engine-client.ts';
import {
  type CampaignPlaces,
  findCampaign,
  installCampaign,
  listCampaigns,
  userCampaignsDir,
} from './campaign-library.ts';
import { loadPack } from './load-pack.ts';
import { loadSample } from './load-sample.ts';

const root = join(import.meta.dirname, '../../..');
const second = join(root, 'test/fixtures/campaigns/reading-2025');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-library-'));
let places: CampaignPlaces;

beforeEach(() => {
  const dir = mkdtempSync(join(scratch, 'run-'));
  places = { campaignsDir: join(dir, 'shipped'), dataDir: join(dir, 'data') };
  cpSync(second, join(places.campaignsDir, 'reading-2025'), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function packOf(version: number, id = 'reading-2025'): Promise<RuledPack> {
  const pack = await loadPack(second);
  return { ...pack, campaign: { ...pack.campaign, id, version } };
}

/** What the start page would offer: id, version, origin. */
async function offered(): Promise<readonly string[]> {
  const { campaigns } = await listCampaigns(places);
  return campaigns.map(({ id, origin, pack }) => `${id} ${pack.campaign.version} ${origin}`);
}

function files(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
}

describe('installing a campaign for this user', () => {
  it('lists it beside the shipped ones, newest version first, and leaves those untouched', async () => {
    const before = files(places.campaignsDir);
    expect(await offered()).toEqual(['reading-2025 3 shipped']);
    expect(await installCampaign(await packOf(1, 'harvest-2026'), places)).toMatchObject({
      result: 'installed',
      previous: null,
      dir: join(userCampaignsDir(places.dataDir), 'harvest-2026'),
    });
    expect(await installCampaign(await packOf(4), places)).toMatchObject({ result: 'updated', previous: 3 });
    expect(await installCampaign(await packOf(6), places)).toMatchObject({ result: 'updated', previous: 4 });
    expect(await offered()).toEqual(['harvest-2026 1 installed', 'reading-2025 6 installed']);
    expect(files(places.campaignsDir)).toEqual(before);
    expect(
      (await loadSample(join(places.campaignsDir, 'reading-2025'), 'union')).submission.nominees,
    ).toHaveLength(2);
    // A submission written under the shipped version is still checked by it.
    expect((await findCampaign(places, 'reading-2025', 3)).origin).toBe('shipped');
    expect((await findCampaign(places, 'reading-2025', 5)).pack.campaign.version).toBe(6);
  });

  it('refuses what is older than the newest known, shipped or installed, and twins', async () => {
    expect(await codeOf(installCampaign(await packOf(2), places))).toBe('pack-older');
    await installCampaign(await packOf(5), places);
    expect(await codeOf(installCampaign(await packOf(4), places))).toBe('pack-older');
    const twin = await packOf(5);
    expect(await installCampaign(twin, places)).toMatchObject({ result: 'same' });
    const other = { ...twin, campaign: { ...twin.campaign, title: '另一份' } };
    expect(await codeOf(installCampaign(other, places))).toBe('pack-same-version');
    const shipped = await installCampaign(await packOf(5), places);
    expect(shipped.dir).toBe(join(userCampaignsDir(places.dataDir), 'reading-2025'));
  });

  it('offers the shipped one again once the program brings a newer version', async () => {
    await installCampaign(await packOf(4), places);
    const newer = join(places.campaignsDir, 'reading-2025', 'campaign.json');
    const other = { ...places, campaignsDir: join(places.dataDir, '..', 'shipped-next') };
    cpSync(places.campaignsDir, other.campaignsDir, { recursive: true });
    writeFileSync(
      join(other.campaignsDir, 'reading-2025', 'campaign.json'),
      readFileSync(newer, 'utf8').replace('"version": 3', '"version": 7'),
    );
    expect((await findCampaign(other, 'reading-2025')).origin).toBe('shipped');
    expect(await codeOf(installCampaign(await packOf(6), other))).toBe('pack-older');
  });
});

describe('broken folders', () => {
  /** Folders that people and crashes leave behind in the data folder. */
  function leaveBroken(): void {
    const user = userCampaignsDir(places.dataDir);
    mkdirSync(join(user, 'empty-one'), { recursive: true });
    mkdirSync(join(user, 'bad-json'));
    writeFileSync(join(user, 'bad-json', 'campaign.json'), '{"id":');
    cpSync(second, join(user, 'renamed-2025'), { recursive: true });
    cpSync(second, join(user, 'half-2025.part-abc'), { recursive: true });
    mkdirSync(join(user, 'odd-one', 'campaign.json'), { recursive: true });
    writeFileSync(join(user, 'a-file'), 'x');
  }

  it('are told with their reason and no path, and keep nothing else from working', async () => {
    leaveBroken();
    const client = openEngine({ ...places, fontsDir: undefined });
    try {
      const { campaigns, problems } = await client.call('app.info', {});
      expect(campaigns).toEqual([
        { id: 'reading-2025', title: '全县职工读书先进评选', version: 3, origin: 'shipped' },
      ]);
      expect(problems.map(({ id }) => id)).toEqual(['bad-json', 'empty-one', 'odd-one', 'renamed-2025']);
      for (const { id, message } of problems) {
        expect(message).toContain(`活动包“${id}”不能使用`);
        expect(message).not.toContain(scratch);
      }
      expect(problems[0]?.message).toContain('campaign.json：不是有效的 JSON');
      expect(problems[1]?.message).toContain('另有 2 处');
      expect(problems[3]?.message).toContain('与活动编号“reading-2025”不一致');
      const create = (campaignId: string) =>
        client.call('workspace.create', {
          role: 'host',
          name: '机修一班',
          campaignId,
          passphrase: '一二三 open',
        });
      expect(await codeOf(create('bad-json'))).toBe('campaign-folder-broken');
      expect(await codeOf(create('nowhere'))).toBe('campaign-unknown');
      expect((await create('reading-2025')).workspace.campaignVersion).toBe(3);
    } finally {
      await client.close();
    }
  });

  it('of an id that is shipped too give way to the shipped one, and are replaced by installing again', async () => {
    await installCampaign(await packOf(4), places);
    const dir = join(userCampaignsDir(places.dataDir), 'reading-2025');
    writeFileSync(join(dir, 'rules.json'), '[{}]');
    expect(await offered()).toEqual(['reading-2025 3 shipped']);
    expect((await listCampaigns(places)).problems.map(({ id, origin }) => `${id} ${origin}`)).toEqual([
      'reading-2025 installed',
    ]);
    expect(await installCampaign(await packOf(4), places)).toMatchObject({ result: 'updated' });
    expect(await offered()).toEqual(['reading-2025 4 installed']);
    expect((await listCampaigns(places)).problems).toEqual([]);
    const aside = readdirSync(userCampaignsDir(places.dataDir)).filter((name) => name.startsWith('.'));
    expect(aside).toHaveLength(1);
  });

  it('a data folder without campaigns, or with a file in their place, is no problem', async () => {
    expect(await listCampaigns(places)).toMatchObject({ problems: [] });
    mkdirSync(places.dataDir, { recursive: true });
    writeFileSync(userCampaignsDir(places.dataDir), 'x');
    expect(await offered()).toEqual(['reading-2025 3 shipped']);
  });
});
