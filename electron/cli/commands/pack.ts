import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { installCampaign, listCampaigns } from '../../engine/pack/campaign-library.ts';
import { installPack, openSealedPack, type PackTrust } from '../../engine/pack/install-pack.ts';
import { listProblems, loadPack, readPackFolder } from '../../engine/pack/load-pack.ts';
import { listSamples } from '../../engine/pack/load-sample.ts';
import {
  importOpensshPrivateKey,
  packDigest,
  sealPackage,
  trustStoreFromFiles,
} from '../../engine/seal/index.ts';
import { campaignPlaces } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';
import { readNamedFile, readPassphrase } from '../kit/read-secret.ts';

async function runCheck(dir: string, out: Output): Promise<void> {
  const { pack, problems } = await readPackFolder(dir);
  if (pack === null) {
    out.line(listProblems(problems));
    out.line(`共 ${problems.length} 处问题`);
    out.finish({ ok: false, problems }, false);
    return;
  }
  const { id, version, title } = pack.campaign;
  const counts = {
    clauses: Object.keys(pack.clauses).length,
    forms: pack.forms.length,
    rules: pack.rules.length,
    codes: Object.keys(pack.codes).length,
    fields: Object.values(pack.fields).reduce((sum, fields) => sum + fields.length, 0),
    samples: (await listSamples(dir)).length,
  };
  out.line(`${title}（${id} 第${version}版）：没有问题`);
  out.line(
    `条款 ${counts.clauses}，字段 ${counts.fields}，表 ${counts.forms}，规则 ${counts.rules}，代码表 ${counts.codes}`,
  );
  out.finish({ ok: true, id, version, digest: packDigest(pack), counts, problems: [] }, true);
}

interface BuildOptions {
  readonly key: string;
  readonly out: string;
  readonly keyPassphraseFile?: string;
  readonly office?: string;
  readonly recipient?: string;
  readonly date?: string;
}

/** The pack with the office's own key inside, so that units know whom to believe and whom to encrypt to. */
function withOffice(pack: CampaignPack, options: BuildOptions, signingKey: string): CampaignPack {
  const name = options.office ?? pack.campaign.office?.name;
  if (name === undefined) throw new JianbiaoError('pack-office-missing');
  const ageRecipient = options.recipient ?? pack.campaign.office?.ageRecipient;
  const office = {
    ...pack.campaign.office,
    name,
    signingKey,
    ...(ageRecipient === undefined ? {} : { ageRecipient }),
  };
  return { ...pack, campaign: { ...pack.campaign, office } };
}

async function runBuild(dir: string, options: BuildOptions, out: Output): Promise<void> {
  const source = await loadPack(dir);
  const keyText = (await readNamedFile(options.key)).toString('utf8');
  const signer = importOpensshPrivateKey(keyText, (await readPassphrase(options.keyPassphraseFile)) ?? '');
  const pack = withOffice(source, options, signer.publicKey.line);
  const target = resolve(options.out);
  const intoFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => extname(target) === '',
  );
  const result = await sealPackage({
    kind: 'campaign',
    campaign: pack.campaign.id,
    unit: { code: 'office', name: pack.campaign.office?.name ?? '' },
    revision: pack.campaign.version,
    suite: 'ed25519',
    sealedOn: options.date ?? new Date().toISOString().slice(0, 10),
    document: pack,
    signer,
    folder: intoFolder ? target : dirname(target),
    fileName: intoFolder ? undefined : basename(target),
  });
  out.line(`活动包已封好并回读核对：${result.path}`);
  out.line(`签名人指纹 ${signer.publicKey.fingerprint}，请与下发的纸质文件一并公布`);
  out.finish(
    { ok: true, ...result, fingerprint: signer.publicKey.fingerprint, packDigest: packDigest(pack) },
    true,
  );
}

interface InstallOptions {
  readonly signers?: string;
  readonly fingerprint?: string;
  readonly into?: string;
  readonly dataDir?: string;
}

async function trustOf(options: InstallOptions): Promise<PackTrust | null> {
  if (options.signers !== undefined)
    return {
      signers: trustStoreFromFiles((await readNamedFile(options.signers)).toString('utf8'), undefined),
    };
  return options.fingerprint === undefined ? null : { fingerprint: options.fingerprint };
}

async function runInstall(file: string, options: InstallOptions, out: Output): Promise<void> {
  const trust = await trustOf(options);
  const { pack, fingerprint, digest } = await openSealedPack(file, trust);
  if (trust === null) {
    out.line(`${pack.campaign.title}（${pack.campaign.id} 第${pack.campaign.version}版）`);
    out.line(`签名人指纹 ${fingerprint}`);
    out.line('还没有安装：请与纸质文件上的指纹核对，一致后加上 --fingerprint 再执行。');
    out.finish({ ok: false, installed: false, id: pack.campaign.id, fingerprint, digest }, false);
    return;
  }
  const { into, dataDir } = options;
  const result =
    into === undefined
      ? await installCampaign(pack, campaignPlaces(dataDir === undefined ? undefined : resolve(dataDir)))
      : await installPack(pack, resolve(into));
  const words = { installed: '已安装', updated: `已从第${result.previous ?? 0}版升级`, same: '已经是这一版' };
  out.line(`${pack.campaign.title}（${result.id} 第${result.version}版）：${words[result.result]}`);
  out.finish({ ok: true, ...result, fingerprint, digest }, true);
}

async function runList(options: { readonly dataDir?: string }, out: Output): Promise<void> {
  const { dataDir } = options;
  const { campaigns, problems } = await listCampaigns(
    campaignPlaces(dataDir === undefined ? undefined : resolve(dataDir)),
  );
  const words = { shipped: '随程序提供', installed: '已安装' };
  for (const { id, origin, pack } of campaigns)
    out.line(`${pack.campaign.title}（${id} 第${pack.campaign.version}版，${words[origin]}）`);
  for (const { error } of problems) out.line(error.message);
  const listed = campaigns.map(({ id, origin, dir, pack }) => ({
    id,
    title: pack.campaign.title,
    version: pack.campaign.version,
    origin,
    dir,
  }));
  const told = problems.map(({ id, origin, error }) => ({ id, origin, message: error.message }));
  out.finish({ ok: told.length === 0, campaigns: listed, problems: told }, told.length === 0);
}

/** `pack check DIR`, `pack build DIR --key K --out F`, `pack install F`, `pack list` (issue: pack tooling). */
export function addPackCommand(program: Command, out: Output): void {
  const pack = program.command('pack').description('活动包：检查、封装、安装、列出');
  pack
    .command('check')
    .argument('<dir>')
    .description('检查活动包文件夹，列出全部问题')
    .option('--json', '只输出一个 JSON 文档')
    .exitOverride()
    .action((dir: string) => runCheck(dir, out));
  pack
    .command('build')
    .argument('<dir>')
    .requiredOption('--key <file>', '办公室的 OpenSSH Ed25519 私钥')
    .requiredOption('--out <file-or-dir>', '活动包文件，或放活动包的文件夹')
    .option('--key-passphrase-file <file>', '私钥口令文件（第一行）')
    .option('--office <name>', '领导小组办公室名称')
    .option('--recipient <age>', '办公室的 age 公钥，各单位据此加密')
    .option('--date <YYYY-MM-DD>', '封包日期；默认今天')
    .option('--json', '只输出一个 JSON 文档')
    .description('检查后封成签名的活动包')
    .exitOverride()
    .action((dir: string, options: BuildOptions) => runBuild(dir, options, out));
  pack
    .command('install')
    .argument('<file>')
    .option('--signers <file>', 'allowed_signers 名单')
    .option('--fingerprint <sha256>', '已与纸质文件核对过的签名人指纹')
    .option('--into <dir>', '安装到这个文件夹，不放进用户的数据文件夹')
    .option('--data-dir <dir>', '数据文件夹，活动包装在其中的 campaigns 里；默认是本用户的')
    .option('--json', '只输出一个 JSON 文档')
    .description('核对并安装活动包；旧版不予安装')
    .exitOverride()
    .action((file: string, options: InstallOptions) => runInstall(file, options, out));
  pack
    .command('list')
    .option('--data-dir <dir>', '数据文件夹；默认是本用户的')
    .option('--json', '只输出一个 JSON 文档')
    .description('列出可用的活动，和不能使用的活动包')
    .exitOverride()
    .action((options: { readonly dataDir?: string }) => runList(options, out));
}
