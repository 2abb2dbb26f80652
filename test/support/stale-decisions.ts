import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../../build/kit/paths.ts';
import { type EngineClient, openEngine } from '../../electron/cli/kit/engine-client.ts';
import { firstRevisionLimit } from '../../electron/engine/desk/inbox/lineage.ts';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { fontFile } from '../../electron/engine/paper/font-set.ts';
import { packDigest, unitCode } from '../../electron/engine/seal/index.ts';
import { closeWorkspaceFile, openWorkspaceFile } from '../../electron/engine/store/workspace-file.ts';
import type { MethodName } from '../../shared/api.ts';
import { canonicalJson } from '../../shared/ground/canonical-json.ts';
import { craftPackage } from '../conformance/crafted-package.ts';
import { fixedKey } from '../conformance/sample-packages.ts';
import { campaignsDir, type DeskLoop, passphrase } from './desk-loop.ts';
import { type Findings, type Samples, Window } from './stale-answers.ts';

const unit = '示例省甲局';
const signer = fixedKey('stale a');
const office = '收件办公室';

/** Writes packages of one unit onto the stick, as its program would have sealed them. */
function crafter(loop: DeskLoop, pack: Awaited<ReturnType<typeof loadPack>>) {
  const campaign = { id: pack.campaign.id, version: pack.campaign.version };
  const content = { [pack.campaign.unitNameField]: unit };
  const write = async (
    file: string,
    kind: 'enrolment' | 'preliminary' | 'formal',
    revision: number,
    document: object,
    supersedes: string | null = null,
  ): Promise<string> => {
    const bytes = await craftPackage({
      document: canonicalJson({ campaign, ...document }),
      payload: [],
      signer,
      info: {
        kind,
        organization: unit,
        unit: unitCode(unit),
        revision,
        identifier: `${campaign.id}-${unitCode(unit)}-${kind}-r${revision}`,
        campaign: campaign.id,
        packDigest: packDigest(pack),
        supersedes,
      },
    });
    writeFileSync(join(loop.stick, file), bytes);
    return file;
  };
  return {
    enrolment: () =>
      write('甲局登记.zip', 'enrolment', 1, {
        format: 'jianbiao-enrolment/1',
        unit: { name: unit, content },
        publicKey: signer.publicKey.line,
        fingerprint: signer.publicKey.fingerprint,
      }),
    submission: (round: 'preliminary' | 'formal', submissionId: string, revision: number, before?: string) =>
      write(
        `${submissionId}-${round}.zip`,
        round,
        revision,
        {
          format: 'jianbiao-submission/1',
          round,
          submissionId,
          revision,
          unit: { id: 'unit', content },
          nominees: [{ id: 'n1', kind: 'individual', order: 1, content: {} }],
          settings: {},
          explanations: {},
          attachments: [],
        },
        before,
      ),
  };
}

/** An office's decisions about what came in: each on a package that asks for it. */
export async function decideOnPackages(loop: DeskLoop, findings: Findings): Promise<void> {
  const window = new Window(findings);
  const client = loop.engine(office, window.emit);
  const { workspace } = await client.call('workspace.create', {
    role: 'office',
    name: office,
    campaignId: 'ggj-2021',
    passphrase,
  });
  const craft = crafter(loop, await loadPack(join(campaignsDir, 'ggj-2021')));
  const packages: string[] = [];
  const samples = (): Samples => ({
    ...nothingAsked,
    packageId: packages,
    left: packages.slice(0, 1),
    right: packages,
  });
  const step = (method: MethodName, act: (client: EngineClient) => Promise<unknown>) =>
    window.step(client, method, samples(), act);
  const take = async (file: string): Promise<string> => {
    const [outcome] = await loop.take(client, file);
    const { packageId } = outcome ?? { packageId: null };
    if (packageId !== null) packages.push(packageId);
    return packageId ?? '';
  };
  await take(await craft.enrolment());
  const { fingerprint } = signer.publicKey;
  await client.call('signers.enrol', { fingerprint, typed: fingerprint });
  packages.length = 0;

  await take(await craft.submission('preliminary', 's-high00', firstRevisionLimit + 1));
  const [high] = await client.call('inbox.quarantine', {});
  await step('inbox.admit', (at) => at.call('inbox.admit', { id: high?.id ?? 0, reason: '已电话核实' }));

  const orphan = await take(await craft.submission('preliminary', 's-orphan', 2, '0'.repeat(64)));
  const remark = { packageId: orphan, code: 'package-predecessor-missing', reason: '上一版的 U 盘丢了' };
  await step('inbox.settleRemark', (at) => at.call('inbox.settleRemark', remark));
  const rivals = await client.call('inbox.list', {});
  const aside = rivals.find(({ state }) => state === 'aside')?.packageId ?? '';
  await step('inbox.choose', (at) => at.call('inbox.choose', { packageId: aside, reason: '电脑重装' }));

  const formal = await take(await craft.submission('formal', 's-orphan', 1));
  const settled = { packageId: formal, revision: 1, reason: '初审由别处收取' };
  await step('review.settleRound', (at) => at.call('review.settleRound', settled));

  // As versions up to 0.1 left it, which compared no names: a package stands under a name that its signer does not have.
  await client.call('workspace.lock', {});
  const file = await openWorkspaceFile(loop.dataDir(office), workspace.id, { passphrase });
  file.db.run('UPDATE packages SET unit = ? WHERE digest = ?', '示例省乙局', formal);
  closeWorkspaceFile(file);
  await client.call('workspace.unlock', { id: workspace.id, secret: { passphrase } });
  const released = { packageId: formal, reason: '不是甲局报送' };
  await step('inbox.release', (at) => at.call('inbox.release', released));

  await chooseSystemFont(loop, step);
}

/** A font of the system's own; its folder is found below the home folder, which is a scratch one meanwhile. */
async function chooseSystemFont(
  loop: DeskLoop,
  step: (method: MethodName, act: (client: EngineClient) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const { HOME } = process.env;
  const fonts = join(loop.root, 'home', '.fonts');
  mkdirSync(fonts, { recursive: true });
  cpSync(fontFile('kai'), join(fonts, 'simkai.ttf'));
  process.env.HOME = join(loop.root, 'home');
  try {
    await step('fonts.useSystem', (at) => at.call('fonts.useSystem', { slot: 'kai' }));
  } finally {
    if (HOME === undefined) delete process.env.HOME;
    else process.env.HOME = HOME;
  }
}

/** Opens a filled sample of the build where nothing is open. */
export async function openSample(loop: DeskLoop, findings: Findings): Promise<void> {
  const window = new Window(findings);
  const client = openEngine({
    dataDir: loop.dataDir('样例'),
    campaignsDir,
    samplesDir: join(paths.dist, 'samples'),
    emit: window.emit,
  });
  try {
    await window.step(client, 'sample.open', nothingAsked, (at) =>
      at.call('sample.open', { role: 'recommender' }),
    );
  } finally {
    await client.close();
  }
}

/** Arguments of readings that these stories do not look at. */
const nothingAsked: Samples = {
  id: ['unit'],
  revision: [1],
  limit: [1000],
  key: ['a'],
  round: [],
  packageId: [],
  left: [],
  right: [],
  path: ['data/attachments/none.pdf'],
  name: ['扫描.pdf'],
  sha256: [],
  formId: ['annex-5'],
  subjectId: [],
  format: ['pdf'],
};
