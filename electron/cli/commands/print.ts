import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { type ErrorRecord, JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { parseStrictJson } from '../../../shared/package/strict-json.ts';
import { formsToPrint } from '../../../shared/paper/forms-to-print.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { loadPack } from '../../engine/pack/load-pack.ts';
import { createPaperEngine, type PrintedPaper } from '../../engine/paper/paper-engine.ts';
import type { ReadAttachment } from '../../engine/paper/pictures.ts';
import { campaignFolder } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';
import { programDir } from '../kit/program-dir.ts';
import { readNamedFile } from '../kit/read-secret.ts';

interface PrintOptions {
  readonly out: string;
  readonly form?: string;
  readonly nominee?: string;
  readonly pack?: string;
  readonly attachments?: string;
  readonly withoutPersonal?: boolean;
}

/** Attachments by content: every file of the folder by its SHA-256, whatever it is called. */
async function attachmentReader(folder: string): Promise<ReadAttachment> {
  const known = new Map<string, string>();
  if (existsSync(folder)) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(folder, entry.name);
      known.set(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
        path,
      );
    }
  }
  return async (sha256) => {
    const path = known.get(sha256);
    return path === undefined ? null : readFile(path);
  };
}

async function readSubmission(file: string): Promise<Submission> {
  const text = (await readNamedFile(file)).toString('utf8');
  const parsed = submissionSchema.safeParse(parseStrictJson(text, basename(file)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new JianbiaoError('paper-submission-invalid', {
    name: basename(file),
    path,
    problem: issue?.message ?? '',
  });
}

async function runPrint(file: string, options: PrintOptions, out: Output): Promise<void> {
  const submission = await readSubmission(file);
  const packDir = options.pack ?? (await campaignFolder(submission.campaign.id, submission.campaign.version));
  const pack = await loadPack(packDir);
  const fontsDir = join(programDir(), 'dist', 'fonts');
  const engine = createPaperEngine(existsSync(join(fontsDir, 'manifest.json')) ? { fontsDir } : {});
  const request = {
    pack,
    submission,
    readAttachment: await attachmentReader(options.attachments ?? join(dirname(file), 'files')),
    personalColumns: options.withoutPersonal !== true,
  };
  await mkdir(options.out, { recursive: true });
  const files: Omit<PrintedPaper, 'bytes'>[] = [];
  const keep = async ({ bytes, ...paper }: PrintedPaper): Promise<void> => {
    await writeFile(join(options.out, paper.fileName), bytes);
    files.push(paper);
    out.line(`${paper.fileName}　${paper.displayName}　校验码 ${paper.checkCode}`);
  };
  // One that cannot be printed (a photo that is not at hand, a character no font has) does not stop the others.
  const failed: { readonly formId: string; readonly subjectId: string; readonly error: ErrorRecord }[] = [];
  const formId = options.form;
  if (formId === undefined) {
    for (const due of formsToPrint(pack, submission)) {
      try {
        for await (const paper of engine.printDue(request, due)) await keep(paper);
      } catch (thrown) {
        if (!(thrown instanceof JianbiaoError)) throw thrown;
        const error = toErrorRecord(thrown);
        failed.push({ formId: due.form.id, subjectId: due.nominee?.id ?? 'unit', error });
        out.line(`没有打印：${due.form.title}　${error.message}`);
      }
    }
  } else {
    const asked = formsToPrint(pack, submission).filter(
      ({ form, nominee }) => form.id === formId && (options.nominee ?? nominee?.id) === nominee?.id,
    );
    // A form that the round does not ask for is printed all the same when it is named.
    const subjects = asked.length > 0 ? asked.map(({ nominee }) => nominee?.id) : [options.nominee];
    for (const nomineeId of subjects) {
      for (const paper of await engine.printForm({ ...request, formId, nomineeId })) await keep(paper);
    }
  }
  const [first] = failed;
  const missing = first === undefined ? '' : `，${failed.length} 张表没有打印`;
  out.line(`共 ${files.length} 个文件，已写入 ${options.out}${missing}`);
  if (first === undefined) out.finish({ ok: true, out: options.out, files }, true);
  else out.finish({ ok: false, out: options.out, files, failed, error: first.error }, false);
}

/** `print SUBMISSION.json --out DIR [--form ID]`: the paper as PDF, XLSX and DOCX (design: command line). */
export function addPrintCommand(program: Command, out: Output): void {
  program
    .command('print')
    .argument('<submission.json>')
    .requiredOption('--out <dir>', '放打印文件的文件夹')
    .option('--form <id>', '只打印这一张表，如 annex-5')
    .option('--nominee <id>', '只打印这一个推荐对象')
    .option('--pack <dir>', '活动包文件夹；默认用随程序提供的')
    .option('--attachments <dir>', '附件所在文件夹（按内容匹配）；默认是填报内容旁的 files 文件夹')
    .option('--without-personal', '汇总表不印个人信息列')
    .description('打印各表：PDF、XLSX、DOCX')
    .action((file: string, options: PrintOptions) => runPrint(file, options, out));
}
