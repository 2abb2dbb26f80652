import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { paths } from '../../../build/paths.ts';
import { type EngineClient, openEngine } from '../../../electron/cli/engine-client.ts';
import { loadPack } from '../../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../../electron/engine/pack/load-sample.ts';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import type { Content } from '../../../shared/submission/content.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { fillByKeyboard } from '../pages/keyboard-form.ts';
import { shownFingerprint } from '../pages/paper-and-seal.ts';
import type { Desk } from '../support/desk.ts';

const CAMPAIGNS = join(paths.root, 'resources', 'campaigns');
const PACK_DIR = join(CAMPAIGNS, 'ggj-2021');
const PASSPHRASE = '键盘流程-口令-2021';

interface Subject {
  readonly kind: 'collective' | 'individual';
  readonly menu: string;
  readonly name: string;
  /** Content of the preliminary round, and what the formal round has besides. */
  readonly first: Content;
  readonly formal: Content;
}

interface FlowData {
  readonly pack: CampaignPack;
  readonly unitName: string;
  readonly unit: Content;
  readonly formalUnit: Content;
  readonly subjects: readonly Subject[];
  readonly photo: string;
}

/** One collective and one individual of the sample, in both rounds; the individual's photo is written into the folder. */
async function flowData(desk: Desk): Promise<FlowData> {
  const pack = await loadPack(PACK_DIR);
  const first = await loadSample(PACK_DIR, 'province');
  const formal = await loadSample(PACK_DIR, 'province-formal');
  const photo = join(desk.folder, '照片.jpg');
  const subjects = (['collective', 'individual'] as const).map((kind): Subject => {
    const begun = first.submission.nominees.find((nominee) => nominee.kind === kind);
    const later = formal.submission.nominees.find((nominee) => nominee.id === begun?.id);
    if (begun === undefined || later === undefined) throw new Error(`the sample has no ${kind}`);
    return {
      kind,
      menu: kind === 'collective' ? '先进集体' : '先进个人',
      name: String(begun.content.name),
      first: begun.content,
      formal: later.content,
    };
  });
  const reference = subjects[1]?.first.photo;
  const digest =
    typeof reference === 'object' && reference !== null && 'sha256' in reference ? reference.sha256 : '';
  const bytes = first.files.get(String(digest));
  if (bytes === undefined) throw new Error('the sample has no photo');
  writeFileSync(photo, bytes);
  const quotas = { quotaCollective: 1, quotaIndividual: 1 };
  return {
    pack,
    unitName: String(first.submission.unit.content.unitName),
    unit: { ...first.submission.unit.content, ...quotas },
    formalUnit: { ...formal.submission.unit.content, ...quotas },
    subjects,
    photo,
  };
}

/** The office at the other end of the stick; not the clerk's work, so it needs no window. */
class Office {
  readonly folder: string;
  private readonly client: EngineClient;

  constructor(desk: Desk) {
    this.folder = join(desk.folder, 'stick');
    mkdirSync(this.folder);
    this.client = openEngine({
      dataDir: join(desk.folder, 'office'),
      campaignsDir: CAMPAIGNS,
    });
  }

  async issue(): Promise<{ readonly file: string; readonly fingerprint: string }> {
    await this.client.call('workspace.create', {
      role: 'office',
      name: '评选工作领导小组办公室',
      campaignId: 'ggj-2021',
      passphrase: PASSPHRASE,
    });
    await this.client.call('identity.create', {});
    const target = { folder: this.client.handle(this.folder, 'folder') };
    const { fileName, fingerprint } = await this.client.call('campaign.issue', { target });
    return { file: join(this.folder, fileName), fingerprint };
  }

  private async take(file: string): Promise<string> {
    const [outcome] = await this.client.call('inbox.import', {
      sources: [this.client.handle(file, 'read')],
      jobId: 'take',
    });
    expect(outcome?.problems ?? []).toEqual([]);
    return outcome?.packageId ?? '';
  }

  async enrol(file: string, fingerprint: string): Promise<void> {
    await this.take(file);
    await this.client.call('signers.enrol', { fingerprint: `SHA256:${fingerprint}`, typed: fingerprint });
  }

  /** Accepts everything in a package; gives the feedback's file. */
  async accept(file: string): Promise<string> {
    const packageId = await this.take(file);
    const { package: item, submission } = await this.client.call('inbox.get', { packageId });
    await this.client.call('review.save', {
      packageId,
      revision: item.revision,
      general: '材料齐全，同意。',
      unitComments: [],
      decisions: submission.nominees.map((nominee) => ({
        nomineeId: nominee.id,
        decision: 'accept' as const,
        note: '',
        comments: [],
      })),
    });
    const target = { folder: this.client.handle(this.folder, 'folder') };
    const { fileName } = await this.client.call('feedback.seal', { packageId, target });
    return join(this.folder, fileName);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/**
 * The clerk's complete path with the keyboard alone (issue 5: acceptance): create a workspace, install the campaign, fill
 * a collective and an individual with codes, dates, table rows and photo, register the public notices, explain, print,
 * enrol, seal, take the feedback, go through the formal round and seal again. File dialogs belong to the shell and are
 * answered by the harness.
 */
export async function keyboardFlow(desk: Desk): Promise<void> {
  const data = await flowData(desk);
  // A listener that stays keeps file dialogs caught: a key opens one faster than a click, before it could be asked for.
  desk.page.on('filechooser', () => undefined);
  const office = new Office(desk);
  try {
    const issued = await office.issue();
    const clerk = new Clerk(desk, data);
    await clerk.createWorkspace();
    await clerk.installPack(issued.file, issued.fingerprint);
    for (const subject of data.subjects) await clerk.addNominee(subject);
    await clerk.addPhoto();
    await clerk.fillUnitForms('preliminary', data.unit);
    await clerk.registerNotices('本单位公示', 'unitNotice');
    await clerk.explainWarnings();
    await clerk.print();
    const { enrolment, fingerprint } = await clerk.enrol();
    await office.enrol(enrolment, fingerprint);
    const feedback = await office.accept(await clerk.seal());
    await clerk.enterFormalRound(feedback);
    for (const subject of data.subjects) await clerk.fillFormal(subject);
    await clerk.fillUnitForms('formal', data.formalUnit);
    await clerk.registerNotices('省级范围公示', 'provinceNotice');
    await clerk.explainWarnings();
    await clerk.finish(await office.accept(await clerk.seal()));
  } finally {
    await office.close();
  }
}

class Clerk {
  private readonly desk: Desk;
  private readonly data: FlowData;
  private readonly keys: Keyboard;

  constructor(desk: Desk, data: FlowData) {
    this.desk = desk;
    this.data = data;
    this.keys = new Keyboard(desk.page);
  }

  private get page() {
    return this.desk.page;
  }

  async createWorkspace(): Promise<void> {
    const { keys, page } = this;
    await page.getByRole('heading', { name: '新建工作区' }).waitFor();
    await keys.choose(
      page.getByRole('radiogroup', { name: '您在这次评选中是' }),
      page.getByRole('radio', { name: '推荐单位', exact: true }),
    );
    await keys.write(page.getByRole('textbox', { name: '名称' }), this.data.unitName);
    await keys.write(page.getByLabel(/^口令/).first(), PASSPHRASE);
    await keys.write(page.getByLabel(/^再输入一次口令/).first(), PASSPHRASE);
    await keys.press('Enter');
    await page.getByLabel('恢复码', { exact: true }).waitFor();
    await keys.tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
    await keys.activate(page.getByRole('button', { name: '进入工作区' }));
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
  }

  private async openTab(name: string): Promise<void> {
    await this.keys.choose(
      this.page.getByRole('tablist').first(),
      this.page.getByRole('tab', { name, exact: true }),
    );
  }

  async installPack(file: string, fingerprint: string): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('设置');
    await this.openTab('活动资料');
    const choose = page.getByRole('button', { name: '选择活动包' });
    await keys.reach(choose);
    await this.desk.withFiles([file], () => keys.press('Enter'));
    await keys.write(page.getByLabel('正式文件公布的指纹'), fingerprint);
    await keys.activate(page.getByRole('button', { name: '安装这个活动包' }));
    await page.getByText('安装完成').waitFor();
  }

  async addNominee({ kind, menu, first }: Subject): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('总览');
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    await keys.menu(page.getByRole('button', { name: '新增推荐对象' }).first(), menu);
    await fillByKeyboard(keys, {
      pack: this.data.pack,
      kind,
      formId: kind === 'collective' ? 'annex-4' : 'annex-5',
      content: first,
      unit: this.data.unit,
      wanted: (id) => !id.startsWith('unitNotice.'),
    });
  }

  async addPhoto(): Promise<void> {
    const { keys, page } = this;
    await keys.activate(
      page.getByRole('navigation', { name: '本表各部分' }).getByRole('button', { name: /^基本情况/ }),
    );
    await keys.activate(page.getByRole('link', { name: '导入并裁剪照片' }));
    const choose = page.getByRole('button', { name: '选择照片' });
    await keys.reach(choose);
    await this.desk.withFiles([this.data.photo], () => keys.press('Enter'));
    const what = page.getByRole('radiogroup', { name: '拖动什么' });
    await keys.choose(what, page.getByRole('radio', { name: '标出头部' }));
    await keys.reach(page.getByRole('slider', { name: /^头部框/ }));
    await keys.press('Shift+ArrowDown');
    await keys.activate(page.getByRole('button', { name: '保存照片' }));
    await page.getByText('已保存的照片').waitFor();
  }

  /** Opens each form of the unit itself from the overview and fills it. */
  async fillUnitForms(round: 'preliminary' | 'formal', content: Content): Promise<void> {
    const { keys, page } = this;
    for (const form of this.data.pack.forms) {
      if (form.subject !== 'unit' || !form.rounds.includes(round) || form.sections.length === 0) continue;
      await keys.goTo('总览');
      await keys.activate(page.getByRole('link', { name: form.title }));
      await fillByKeyboard(keys, {
        pack: this.data.pack,
        kind: 'unit',
        formId: form.id,
        content,
        unit: content,
      });
    }
  }

  /** Registers dates, place and objections of each nominee's public notice on the page of the notices. */
  async registerNotices(title: string, prefix: string): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('公示与征求意见');
    await this.openTab('公示登记');
    for (const { name, formal } of this.data.subjects) {
      const text = (id: string): string => String(formal[`${prefix}.${id}`] ?? '');
      await keys.activate(page.getByRole('button', { name: `登记${name}的${title}` }));
      const dialog = page.getByRole('dialog');
      await keys.write(dialog.getByLabel('开始日期', { exact: true }), text('start'));
      await keys.write(dialog.getByLabel('结束日期', { exact: true }), text('end'));
      await keys.write(dialog.getByLabel('公示范围和方式'), text('scope'));
      await keys.choose(dialog.getByRole('radiogroup'), dialog.getByRole('radio', { name: '无异议' }));
      await keys.activate(dialog.getByRole('button', { name: '保存登记' }));
      await dialog.waitFor({ state: 'hidden' });
    }
  }

  async explainWarnings(): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('检查');
    await page
      .getByText(/^全部 \d+$|没有发现问题/)
      .first()
      .waitFor();
    // The list shows what it had until the engine has checked the last change.
    const noErrors = () =>
      expect.poll(() => page.getByText(/^错误 \d+$/).allTextContents(), { timeout: 20_000 }).toEqual([]);
    await noErrors();
    const open = page.getByRole('button', { name: '填写说明' });
    for (let left = await open.count(); left > 0; left = await open.count()) {
      await keys.activate(open.first());
      await keys.write(page.getByLabel('情况说明').last(), '已核对，情况属实。');
      await keys.activate(page.getByRole('button', { name: '保存说明' }).last());
      await expect.poll(() => open.count()).toBeLessThan(left);
    }
    await noErrors();
  }

  async print(): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('打印');
    const [, person] = this.data.subjects;
    const list = page.getByRole('navigation', { name: '表格清单' });
    await keys.openEntry(list, list.getByRole('button', { name: new RegExp(`${person?.name}.*登记表`) }));
    await page.getByRole('img', { name: /第 1 页/ }).waitFor();
    const printed = await this.save('保存 PDF');
    expect(readFileSync(printed).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  }

  private async save(button: string): Promise<string> {
    const wanted = this.page.getByRole('button', { name: button });
    await this.keys.reach(wanted);
    return this.desk.withSave(() => this.keys.press('Enter'));
  }

  async enrol(): Promise<{ readonly enrolment: string; readonly fingerprint: string }> {
    const { keys, page } = this;
    await keys.goTo('封包');
    await this.openTab('登记本单位');
    await keys.activate(page.getByRole('button', { name: '生成签名密钥' }));
    const fingerprint = await shownFingerprint(page);
    const enrolment = await this.save('保存登记包');
    await page.getByText('登记包已保存并读回核验').first().waitFor();
    return { enrolment, fingerprint };
  }

  async seal(): Promise<string> {
    const { keys, page } = this;
    await keys.goTo('封包');
    await this.openTab('封包');
    await keys.activate(page.getByRole('button', { name: '下一步：签名与收件人' }));
    await keys.activate(page.getByRole('button', { name: '下一步：存放位置' }));
    const path = await this.desk.withSave(async () => {
      await keys.activate(page.getByRole('button', { name: '另存为文件' }));
      await page.getByText('将保存到：').waitFor();
      await keys.activate(page.getByRole('button', { name: '开始封包' }));
    });
    await page.getByRole('heading', { name: '封包完成' }).waitFor();
    return path;
  }

  private async importFeedback(file: string): Promise<void> {
    const { keys, page } = this;
    await keys.goTo('反馈');
    const choose = page.getByRole('button', { name: '导入反馈或回执', exact: true });
    await keys.reach(choose);
    await this.desk.withFiles([file], () => keys.press('Enter'));
    await page.getByText('材料齐全，同意。').first().waitFor();
  }

  async enterFormalRound(feedback: string): Promise<void> {
    const { keys, page } = this;
    await this.importFeedback(feedback);
    await keys.activate(page.getByRole('button', { name: '进入正式推荐' }));
    await keys.activate(page.getByRole('dialog').getByRole('button', { name: '进入正式推荐' }));
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    await page.getByRole('radio', { name: '正式推荐', checked: true }).waitFor({ state: 'attached' });
  }

  /** What the formal round asks besides: the approval form's dates, and the departments' answers. */
  async fillFormal({ kind, name, first, formal }: Subject): Promise<void> {
    const { keys, page } = this;
    const added = (id: string): boolean => formal[id] !== first[id];
    await keys.goTo('总览');
    await keys.activate(page.getByRole('link', { name, exact: true }));
    await fillByKeyboard(keys, {
      pack: this.data.pack,
      kind,
      formId: kind === 'collective' ? 'annex-6' : 'annex-7',
      content: formal,
      unit: this.data.formalUnit,
      wanted: (id) => id !== 'consultations' && !id.startsWith('provinceNotice.') && added(id),
    });
    await keys.goTo('公示与征求意见');
    await this.openTab('征求意见');
    const link = page.getByRole('table', { name: '征求意见情况' }).getByRole('link', { name, exact: true });
    await link
      .or(page.getByRole('table', { name: '征求意见情况' }))
      .first()
      .waitFor();
    if ((await link.count()) === 0) return;
    await keys.activate(link);
    await keys.activate(page.getByRole('button', { name: /^按通知顺序列出/ }));
    const form = this.data.pack.forms.find(
      (one) =>
        one.subject === kind && one.sections.some((section) => section.fields.includes('consultations')),
    );
    await fillByKeyboard(keys, {
      pack: this.data.pack,
      kind,
      formId: form?.id ?? '',
      content: { consultations: formal.consultations ?? null },
      unit: this.data.formalUnit,
    });
  }

  /** The last answer: everything accepted, and the overview says that all is done. */
  async finish(feedback: string): Promise<void> {
    await this.importFeedback(feedback);
    await this.keys.goTo('总览');
    await this.page.getByText('全部办完').waitFor();
  }
}
