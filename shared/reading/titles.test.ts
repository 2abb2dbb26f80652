import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import {
  awardKinds,
  hasRound,
  kindTitle,
  longTextTitle,
  photoSizeName,
  roundTitle,
  subjectTitle,
  tagTitle,
} from './titles.ts';

const root = join(import.meta.dirname, '../..');

describe('words that come from the campaign', () => {
  let shipped: CampaignPack;
  let second: CampaignPack;
  beforeAll(async () => {
    shipped = await loadPack(join(root, 'resources/campaigns/ggj-2021'));
    second = await loadPack(join(root, 'test/fixtures/campaigns/reading-2025'));
  });

  it('call nominees by the award, in short where the pack says how', () => {
    expect(kindTitle(shipped.campaign, 'collective')).toBe('先进集体');
    expect(kindTitle(second.campaign, 'collective')).toBe('书香班组');
    expect(subjectTitle(second.campaign, 'individual')).toBe('读书之星');
    expect(subjectTitle(second.campaign, 'unit')).toBe('推荐单位');
    expect(kindTitle({ awards: [] }, 'individual')).toBe('个人');
    expect(awardKinds({ awards: second.campaign.awards.slice(1) })).toEqual(['individual']);
  });

  it('call rounds by their titles, and know which a campaign has', () => {
    expect([roundTitle(shipped.campaign, 'formal'), hasRound(shipped.campaign, 'formal')]).toEqual([
      '正式推荐',
      true,
    ]);
    expect([roundTitle(second.campaign, 'preliminary'), hasRound(second.campaign, 'formal')]).toEqual([
      '推荐',
      false,
    ]);
  });

  it('call the photo size as the notice does, else in millimetres', () => {
    const photo = shipped.campaign.photo;
    expect(photo && photoSizeName(photo)).toBe('2 寸');
    expect(photoSizeName({ sizesMm: [[35, 49]] })).toBe('35×49 毫米');
  });

  it('call long texts by their label and counted tags by their words', () => {
    const titles = (pack: CampaignPack) => new Set(pack.forms.map(longTextTitle));
    expect(titles(shipped)).toEqual(new Set(['主要先进事迹', '']));
    expect(titles(second)).toEqual(new Set(['读书事迹', '']));
    expect(tagTitle(shipped, 'grades', 'county')).toBe('县处级干部');
    expect(tagTitle(second, 'jobs', 'office')).toBe('管理人员');
    expect(tagTitle(second, 'jobs', 'line')).toBeUndefined();
  });
});
