import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../build/kit/paths.ts';
import { fillFromSample } from '../../electron/cli/demo/sample-desk.ts';
import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { installCampaign, userCampaignsDir } from '../../electron/engine/pack/campaign-library.ts';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import type { RuledPack } from '../../shared/rules/ruled-pack.ts';
import { Keyboard } from './pages/keyboard.ts';
import {
  createByKeyboard,
  giveFiles,
  lockByKeyboard,
  openTab,
  saveByKeyboard,
  unlockByKeyboard,
  workspaceEntry,
} from './pages/keyboard-start.ts';
import { sealPackage, shownFingerprint } from './pages/paper-and-seal.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';
import { CAMPAIGNS } from './support/office.ts';

/** A new campaign comes to a new PC: the office's window signs the pack, the unit's takes it in from the start page. */

const FIXTURE = join(paths.root, 'test/fixtures/campaigns/reading-2025');
const OFFICE = '全省读书活动办公室（㛃县）';
const UNIT = '𬱟湖机械厂工会';
const PASSPHRASE = '读书活动 2025 春风';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-new-pc-'));
const officeData = join(scratch, 'office');
const unitData = join(scratch, 'unit');
let pack: RuledPack;
let issued = { file: '', fingerprint: '' };

async function atDesk<T>(dataDir: string, work: (desk: Desk, keys: Keyboard) => Promise<T>): Promise<T> {
  const desk = await openLocalDesk({ dataDir });
  desk.page.on('filechooser', () => undefined);
  try {
    const value = await work(desk, new Keyboard(desk.page));
    expect(desk.problems).toEqual([]);
    return value;
  } finally {
    await desk.close();
  }
}

beforeAll(async () => {
  pack = await loadPack(FIXTURE);
  await installCampaign(pack, { campaignsDir: join(scratch, 'none'), dataDir: officeData });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the office signs and saves the pack of its campaign', async () => {
  issued = await atDesk(officeData, async (desk, keys) => {
    const { page } = desk;
    await keys.pickFromShort(page.getByLabel('评选活动').first(), `${pack.campaign.title}（第 3 版）`);
    await createByKeyboard(keys, '领导小组办公室', OFFICE, PASSPHRASE);
    await openTab(keys, '设置', '活动资料');
    await keys.activate(page.getByRole('button', { name: '生成签名密钥' }));
    const fingerprint = await shownFingerprint(page);
    const saved = await saveByKeyboard(desk, keys, page.getByRole('button', { name: '签名并保存活动包' }));
    await page.getByText('活动包已保存').first().waitFor();
    // Where the clerk's stick is: the desk's folder goes away with its window.
    const file = join(scratch, '活动包.zip');
    writeFileSync(file, readFileSync(saved));
    return { file, fingerprint };
  });
});

test('a new PC refuses a changed pack, installs the true one, and seals for that office alone', async () => {
  const bytes = readFileSync(issued.file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  const tampered = join(scratch, '被改过的活动包.zip');
  writeFileSync(tampered, bytes);
  await atDesk(unitData, async (desk, keys) => {
    const { page } = desk;
    const install = page.getByRole('button', { name: '安装活动包', exact: true });
    const dialog = page.getByRole('dialog');
    await giveFiles(desk, keys, install, tampered);
    await dialog.getByRole('alert').getByText('这个文件不能安装').waitFor();
    const said = await dialog.getByRole('alert').innerText();
    expect(said).toMatch(/改动|损坏|不符/);
    expect(said).not.toMatch(/[A-Za-z]{12,}|undefined|Error/);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => keys.isOn(install)).toBe(true);
    expect(existsSync(userCampaignsDir(unitData)) ? readdirSync(userCampaignsDir(unitData)) : []).toEqual([]);

    await giveFiles(desk, keys, install, issued.file);
    await dialog.getByText(OFFICE).waitFor();
    const box = dialog.getByLabel('正式文件公布的指纹');
    await expect.poll(() => keys.isOn(box)).toBe(true);
    // One letter misread off the paper: the group is named, and nothing can be installed.
    const wrong = `${issued.fingerprint.slice(0, -1)}${issued.fingerprint.endsWith('A') ? 'B' : 'A'}`;
    await keys.write(box, wrong);
    await dialog.getByText('第 11 组不同').waitFor();
    expect(await dialog.getByRole('button', { name: '安装这个活动包' }).isDisabled()).toBe(true);
    await keys.write(box, issued.fingerprint);
    await keys.press('Enter');
    await page.getByText(`已安装“${pack.campaign.title}”第 4 版。`).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => keys.isOn(install)).toBe(true);
    await expect
      .poll(() => page.getByLabel('评选活动').first().inputValue())
      .toBe(`${pack.campaign.title}（第 4 版）`);
    await createByKeyboard(keys, '推荐单位', UNIT, PASSPHRASE);
    await lockByKeyboard(keys);
  });

  const unit = openEngine({ dataDir: unitData, campaignsDir: CAMPAIGNS });
  const [workspace] = await unit.call('workspace.list', {});
  await unit.call('workspace.unlock', { id: workspace?.id ?? '', secret: { passphrase: PASSPHRASE } });
  const sample = await loadSample(FIXTURE, 'union');
  const { submission } = sample;
  const content = { ...submission.unit.content, [pack.campaign.unitNameField]: UNIT };
  await fillFromSample(unit, {
    ...sample,
    submission: { ...submission, unit: { ...submission.unit, content } },
  });
  await unit.close();

  const sent = await atDesk(unitData, async (desk, keys) => {
    const { page } = desk;
    await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PASSPHRASE);
    await openTab(keys, '封包', '登记本单位');
    await keys.activate(page.getByRole('button', { name: '生成签名密钥' }));
    const fingerprint = await shownFingerprint(page);
    const enrolment = await saveByKeyboard(desk, keys, page.getByRole('button', { name: '保存登记包' }));
    await page.getByText('登记包已保存并读回核验').first().waitFor();
    const sealed = await sealPackage(desk);
    expect(sealed).toMatch(/\.zip\.age$/);
    const kept = [enrolment, sealed].map((from, at) => {
      const to = join(scratch, `${at}-${from.split('/').at(-1)}`);
      writeFileSync(to, readFileSync(from));
      return to;
    });
    return { fingerprint, enrolment: kept[0] ?? '', sealed: kept[1] ?? '' };
  });

  const office = openEngine({ dataDir: officeData, campaignsDir: CAMPAIGNS });
  try {
    const [known] = await office.call('workspace.list', {});
    await office.call('workspace.unlock', { id: known?.id ?? '', secret: { passphrase: PASSPHRASE } });
    const take = (file: string) =>
      office.call('inbox.import', { sources: [office.handle(file, 'read')], jobId: 'take' });
    await take(sent.enrolment);
    await office.call('signers.enrol', {
      fingerprint: `SHA256:${sent.fingerprint}`,
      typed: sent.fingerprint,
    });
    expect(await take(sent.sealed)).toMatchObject([{ outcome: 'imported', problems: [] }]);
  } finally {
    await office.close();
  }
});
