import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { zodIssueText } from '../../../shared/errors/zod-text.ts';
import { parseStrictJson } from '../../../shared/package/strict-json.ts';
import { attachmentRefsOfSubmission } from '../../../shared/reading/attachment-refs.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { loadPack } from '../../engine/pack/load-pack.ts';
import {
  type AttachmentFile,
  type Encryption,
  importOpensshPrivateKey,
  type PayloadFile,
  packDigest,
  sealPackage,
  unitCode,
} from '../../engine/seal/index.ts';
import { campaignFolder } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';
import { filesOfNamedFolder, readNamedFile, readPassphrase } from '../kit/read-secret.ts';

interface SealOptions {
  readonly key: string;
  readonly out: string;
  readonly keyPassphraseFile?: string;
  readonly recipient?: string[];
  readonly passphraseFile?: string;
  readonly plain?: string;
  readonly pack?: string;
  readonly attachments?: string;
  readonly paper?: string;
  readonly original?: string[];
  readonly supersedes?: string;
  readonly date?: string;
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path)) hash.update(block);
  return hash.digest('hex');
}

/** Finds each attachment the submission refers to among the folder's files, by content, whatever they are called. */
async function findAttachments(
  submission: Submission,
  folder: string | undefined,
): Promise<AttachmentFile[]> {
  const refs = attachmentRefsOfSubmission(submission);
  if (refs.length === 0 || folder === undefined) return [];
  const byDigest = new Map<string, string>();
  for (const file of await filesOfNamedFolder(folder)) byDigest.set(await sha256OfFile(file), file);
  return refs.flatMap(({ sha256, name, mediaType, bytes }) => {
    const file = byDigest.get(sha256);
    return file === undefined ? [] : [{ sha256, name, mediaType, bytes, source: { file } }];
  });
}

async function payloadFiles(options: SealOptions): Promise<PayloadFile[]> {
  const paper = options.paper === undefined ? [] : await filesOfNamedFolder(options.paper);
  const originals = options.original ?? [];
  return [
    ...paper.map((file): PayloadFile => ({ folder: 'paper', name: basename(file), source: { file } })),
    ...originals.map(
      (file): PayloadFile => ({ folder: 'originals', name: basename(file), source: { file } }),
    ),
  ];
}

function unitName(submission: Submission, pack: CampaignPack): string {
  const name = submission.unit.content[pack.campaign.unitNameField];
  if (typeof name !== 'string') throw new JianbiaoError('seal-text-invalid', { label: '单位名称' });
  return name.normalize('NFC').trim();
}

/** Who will be able to open the package: whom the options name, else the office of the pack, or everyone for a reason. */
function secrecyOf(
  options: SealOptions,
  passphrase: string | undefined,
  pack: CampaignPack,
): { readonly encryption: Encryption } | { readonly plainReason: string } {
  const named: Encryption | null =
    options.recipient !== undefined
      ? { recipients: options.recipient }
      : passphrase !== undefined
        ? { passphrase }
        : null;
  if (options.plain !== undefined) {
    if (named !== null) throw new JianbiaoError('cli-seal-both');
    const plainReason = options.plain.trim();
    if (plainReason === '') throw new JianbiaoError('cli-seal-plain-reason');
    return { plainReason };
  }
  if (named !== null) return { encryption: named };
  const office = pack.campaign.office?.ageRecipient;
  if (office === undefined) throw new JianbiaoError('cli-seal-plain');
  return { encryption: { recipients: [office] } };
}

async function runSeal(file: string, options: SealOptions, out: Output): Promise<void> {
  const text = (await readNamedFile(file)).toString('utf8');
  const parsed = submissionSchema.safeParse(parseStrictJson(text, basename(file)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new JianbiaoError('seal-document-invalid', {
      kind: 'submission',
      path: issue?.path.join('.') ?? '',
      problem: issue === undefined ? '' : zodIssueText(issue),
    });
  }
  const submission = parsed.data;
  const pack = await loadPack(
    options.pack ?? (await campaignFolder(submission.campaign.id, submission.campaign.version)),
  );
  const keyText = (await readNamedFile(options.key)).toString('utf8');
  const signer = importOpensshPrivateKey(keyText, (await readPassphrase(options.keyPassphraseFile)) ?? '');
  const name = unitName(submission, pack);
  const secrecy = secrecyOf(options, await readPassphrase(options.passphraseFile), pack);
  const target = resolve(options.out);
  const intoFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => extname(target) === '',
  );
  const result = await sealPackage({
    kind: submission.round,
    campaign: submission.campaign.id,
    unit: { code: unitCode(name), name },
    revision: submission.revision,
    supersedes: options.supersedes,
    packDigest: packDigest(pack),
    suite: 'ed25519',
    sealedOn: options.date ?? new Date().toISOString().slice(0, 10),
    document: submission,
    attachments: await findAttachments(submission, options.attachments),
    files: await payloadFiles(options),
    signer,
    encryption: 'encryption' in secrecy ? secrecy.encryption : undefined,
    folder: intoFolder ? target : dirname(target),
    fileName: intoFolder ? undefined : basename(target),
  });
  out.line(`已封包并回读核对：${result.path}`);
  out.line(`包摘要 ${result.digest}，${result.bytes} 字节`);
  const plain = 'plainReason' in secrecy ? { plainReason: secrecy.plainReason } : {};
  if ('plainReason' in secrecy) out.line(`没有加密，任何人都能打开。原因：${secrecy.plainReason}`);
  out.finish({ ok: true, ...result, encrypted: 'encryption' in secrecy, ...plain }, true);
}

/** `seal SUBMISSION.json --key K --out F`: checks, packs, signs, encrypts, writes and reads back; plain only with `--plain REASON`. */
export function addSealCommand(program: Command, out: Output): void {
  program
    .command('seal')
    .argument('<submission.json>')
    .requiredOption('--key <file>', 'OpenSSH Ed25519 私钥')
    .requiredOption('--out <file-or-dir>', '封包文件，或放封包的文件夹')
    .option('--key-passphrase-file <file>', '私钥口令文件（第一行）')
    .option('--recipient <recipient...>', '加密给这些 age 公钥；默认加密给活动包里的办公室')
    .option('--passphrase-file <file>', '改用口令加密（第一行）')
    .option('--plain <reason>', '不加密，写明原因；任何人都能打开，只在收件单位要求时使用')
    .option('--pack <dir>', '活动包文件夹；默认用随程序提供的')
    .option('--attachments <dir>', '附件所在文件夹（按内容匹配，文件名不限）')
    .option('--paper <dir>', '已打印材料所在文件夹')
    .option('--original <file...>', '下级单位的封包，原样放入')
    .option('--supersedes <digest>', '被替代版次的包摘要')
    .option('--date <YYYY-MM-DD>', '封包日期；默认今天')
    .description('把填报内容封成签名、加密的包')
    .action((file: string, options: SealOptions) => runSeal(file, options, out));
}
