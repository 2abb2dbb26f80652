import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { PackProblem } from '../../../shared/pack-check/check-pack.ts';
import { checkSubmission } from '../../../shared/rules/engine.ts';
import { loadPack, readPackFolder } from './load-pack.ts';
import { listSamples, loadSample } from './load-sample.ts';
import { parseQuota } from './parse-quota.ts';
import { packFiles, quotaCsv } from './write-pack.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = join(root, 'resources/campaigns/ggj-2021');
const second = join(root, 'test/fixtures/campaigns/reading-2025');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-pack-'));
const dir = join(scratch, 'pack');

beforeEach(() => {
  rmSync(dir, { recursive: true, force: true });
  cpSync(second, dir, { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Changes the JSON text of one file of the scratch pack. */
function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(dir, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
}

async function problems(): Promise<readonly PackProblem[]> {
  return (await readPackFolder(dir)).problems;
}

describe('loading a pack folder', () => {
  it('loads the shipped campaign: every annex with its title to the letter', async () => {
    const pack = await loadPack(shipped);
    const titles = new Map(
      pack.forms.flatMap((form) => (form.annex === undefined ? [] : [[form.annex, form.title]])),
    );
    const both = '全国机关事务工作先进集体和先进个人';
    expect([...titles].sort(([a], [b]) => Number(a) - Number(b)).map(([, title]) => title)).toEqual([
      `${both}评选表彰工作领导小组及办公室人员名单`,
      `${both}推荐名额分配表`,
      `${both}推荐对象汇总表`,
      '全国机关事务工作先进集体初审推荐登记表',
      '全国机关事务工作先进个人初审推荐登记表',
      '全国机关事务工作先进集体推荐审批表',
      '全国机关事务工作先进个人推荐审批表',
      '全国机关事务工作先进个人征求意见表',
      '企业征求意见表',
      '企业负责人征求意见表',
      '评选工作联系表',
    ]);
    expect(pack.quota).toHaveLength(33);
    expect(pack.quota.every((row) => row.collective === null && row.individual === null)).toBe(true);
    expect(pack.codes.ethnicity?.items.slice(0, 56).map((item) => item.code)).toEqual(
      Array.from({ length: 56 }, (_, at) => String(at + 1).padStart(2, '0')),
    );
  });

  it('marks everything the notice does not fix, and says where it comes from', async () => {
    const { fields, forms } = await loadPack(shipped);
    const all = [...fields.unit, ...fields.collective, ...fields.individual];
    for (const item of [...all, ...forms])
      if (item.certainty !== 'notice') expect(`${item.id} ${item.source ?? ''}`).toMatch(/ \S/);
    expect(all.some((field) => field.certainty !== 'notice')).toBe(true);
  });

  it('loads a second, different campaign and checks its sample with no code of its own', async () => {
    const pack = await loadPack(second);
    expect(await listSamples(second)).toEqual(['union']);
    const { submission } = await loadSample(second, 'union');
    expect(checkSubmission(pack, submission)).toEqual([]);
    const [team, star] = submission.nominees;
    if (team !== undefined) team.content['shown.to'] = '2025-05-07';
    if (star !== undefined) Object.assign(star.content, { joined: '2023-06', job: 'office', story: '短' });
    expect(checkSubmission(pack, submission).map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['B3', '管理人员1名，最多0名。'],
      ['C1', '公示2个工作日，不足3个。'],
      ['B4', '赵一川入会23个月（算到2025年5月1日），不满24个月。'],
      ['C3', '事迹1字，要求600至1000字。'],
    ]);
  });

  it('says in one message where the folder is wrong', async () => {
    await expect(loadPack(join(scratch, 'none'))).rejects.toMatchObject({ code: 'pack-folder-missing' });
    edit('campaign.json', '"version": 3', '"version": 0');
    await expect(loadPack(dir)).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringContaining('campaign.json 的 version'),
    });
  });
});

describe('problems of a pack', () => {
  it.each([
    [
      'campaign.json',
      '"unitNameField": "union"',
      '"unitNameField": "onion"',
      'campaign.json',
      '字段“onion”不存在',
    ],
    [
      'campaign.json',
      '"before": "handIn"',
      '"before": "never"',
      'campaign.json',
      '“never”既不是轮次也不是时间节点',
    ],
    ['campaign.json', '"default": "any"', '"default": "some"', 'campaign.json', '默认值“some”不在选项中'],
    [
      'campaign.json',
      /"content": \[\s*"reader"/,
      '"content": ["tel"',
      'campaign.json',
      '公示内容中有个人信息字段“tel”',
    ],
    ['fields.json', '"table": "jobs"', '"table": "trades"', 'fields.json', '代码表“trades”不存在'],
    ['fields.json', '"id": "size"', '"id": "team"', 'fields.json', '字段“team”重复定义'],
    [
      'forms/star-form.json',
      '"field": "story"',
      '"field": "tale"',
      'forms/star-form.json',
      '字段“tale”不存在',
    ],
    ['forms/star-form.json', '"span": 9', '"span": 8', 'forms/star-form.json', '各列宽度之和不是12的倍数'],
    [
      'forms/star-form.json',
      '"block": "union"',
      '"block": "party"',
      'forms/star-form.json',
      '签章栏“party”不存在',
    ],
    ['forms/star-form.json', '{shown.from}', '{shown.at}', 'forms/star-form.json', '字段“shown.at”不存在'],
    ['forms/star-form.json', '"unit:union"', '"unit:name"', 'forms/star-form.json', '字段“unit:name”不存在'],
    ['forms/star-form.json', '"id": "star-form"', '"id": "stars"', 'forms/star-form.json', '与文件名不一致'],
    ['forms/roster.json', /\[\s*"title"\s*\]/, '["author"]', 'forms/roster.json', '没有列“author”'],
    [
      'reports/brief.json',
      '"dateField": "handedIn"',
      '"dateField": "date"',
      'reports/brief.json',
      '字段“date”不存在',
    ],
    ['rules.json', '"clause": "二"', '"clause": "九"', 'rules.json', '条款“九”不存在'],
    [
      'rules.json',
      '"notice": "teamNotice"',
      '"notice": "starNotice"',
      'rules.json',
      '公示“starNotice”属于 individual',
    ],
    ['rules.json', '"id": "A2"', '"id": "A1"', 'rules.json', '规则“A1”重复定义'],
    ['rules.json', '{count}个，', '{number}个，', 'rules.json', '文字中的“{number}”不会被填充'],
    ['rules.json', '"of": "submission"', '"of": "unit"', 'rules.json', '不能用于“unit”'],
    ['rules.json', '"quotaField": "teams"', '"quotaField": "crews"', 'rules.json', '字段“crews”不存在'],
    ['rules.json', '"kind": "ratio"', '"kind": "ration"', 'rules.json', ''],
    // What a kind names beside its first field: none of these was looked for once.
    [
      'rules.json',
      /("kind": "ratio",[^}]*"params": \{)/,
      '$1 "exemptField": "nobody",',
      'rules.json',
      '字段“nobody”不存在',
    ],
    [
      'rules.json',
      /("kind": "tenure",[^}]*"params": \{)/,
      '$1 "baseSetting": "noSetting",',
      'rules.json',
      '设置“noSetting”不存在',
    ],
    [
      'rules.json',
      '"tag": "office"',
      '"tag": "ofice"',
      'rules.json',
      '代码表“jobs”里没有带标记“ofice”的代码',
    ],
    ['codes/jobs.json', '"code": "office"', '"code": "line"', 'codes/jobs.json', '代码“line”重复'],
    ['clauses.json', '{', '{,', 'clauses.json', '不是有效的 JSON'],
    ['quota.csv', /$/, '某厂,43000,1,2,\n', 'quota.csv', '地区代码为6位数字'],
    ['quota.csv', /$/, '某厂,430000,一,2,\n', 'quota.csv', '不是非负整数'],
  ])('%s: %s → %s', async (file, from, to, where, problem) => {
    edit(file, from, to);
    const found = await problems();
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((item) => item.file === where && item.problem.includes(problem))).toBe(true);
    expect(found.every((item) => item.fix !== '')).toBe(true);
  });

  it('are all found at once, in every file', async () => {
    edit('fields.json', '"table": "jobs"', '"table": "trades"');
    edit('forms/star-form.json', '"field": "story"', '"field": "tale"');
    edit('rules.json', '"clause": "二"', '"clause": "九"');
    rmSync(join(dir, 'quota.csv'));
    expect(new Set((await problems()).map(({ file }) => file))).toEqual(
      new Set(['fields.json', 'forms/star-form.json', 'rules.json', 'quota.csv']),
    );
  });
});

describe('quota.csv', () => {
  const name = fc.stringMatching(/^[\u4e00-\u9fa5]{1,12}$/);
  const number = fc.option(fc.integer({ min: 0, max: 9999 }));
  const row = fc.record({
    unit: name,
    division: fc.stringMatching(/^\d{6}$/),
    collective: number,
    individual: number,
    note: fc.oneof(name, fc.constant('')),
  });

  it('reads back every table it writes', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const found: PackProblem[] = [];
        expect(parseQuota(quotaCsv(rows), found)).toEqual(rows);
        expect(found).toEqual([]);
      }),
    );
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(parseQuota(text, []))).toBe(true);
      }),
    );
  });
});

it('the files written from a pack are the files it was read from, in other words', async () => {
  const pack = await loadPack(shipped);
  const files = packFiles(pack);
  const named = JSON.parse(files.get('campaign.json') ?? '');
  expect(named).toEqual(pack.campaign);
  expect(files.size).toBe(5 + pack.forms.length + Object.keys(pack.codes).length);
});
