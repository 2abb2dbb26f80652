import { basename } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { parseStrictJson } from '../../../shared/package/strict-json.ts';
import { changesSince, type NomineeChange } from '../../../shared/reading/changes-since.ts';
import { roundTitle } from '../../../shared/reading/titles.ts';
import { checkSubmission } from '../../../shared/rules/engine.ts';
import { countFindings, sealReadiness } from '../../../shared/rules/seal-readiness.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { severityWords } from '../../../shared/words/severities.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { openPack } from '../../engine/pack/open-pack.ts';
import { campaignFolder } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';
import { readNamedFile } from '../kit/read-secret.ts';

interface CheckOptions {
  readonly pack?: string;
  readonly today?: string;
}

async function readSubmission(file: string): Promise<Submission> {
  const name = basename(file);
  const text = (await readNamedFile(file)).toString('utf8');
  const parsed = submissionSchema.safeParse(parseStrictJson(text, name));
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const list = issues.map((issue, at) => `${at + 1}. ${issue.path.join('.')}：${issue.message}`).join('\n');
  throw new JianbiaoError('submission-invalid', { name, count: issues.length, list });
}

function findingLines(finding: Finding): readonly string[] {
  const place = [finding.subjectName, finding.formId, finding.fieldId].filter((part) => part !== undefined);
  return [
    `${severityWords[finding.severity]} ${finding.ruleId}　${finding.message}`,
    `    位置：${place.join(' / ')}　依据：${finding.clause}`,
    `    ${finding.fix}${finding.explanation === undefined ? '' : `　已写说明：${finding.explanation}`}`,
  ];
}

const changeWords: Readonly<Record<NomineeChange['what'], string>> = {
  added: '上一轮没有，这次新增',
  removed: '上一轮有，这次没有推荐',
  changed: '有改动',
  same: '没有改动',
};

/** What the formal round changed since the preliminary one, for people. */
function changeLines(change: NomineeChange, before: string): readonly string[] {
  return [
    `与${before}相比　${change.name}：${changeWords[change.what]}`,
    ...change.fields.map(({ label, before, after }) => `    ${label}：${before} → ${after}`),
  ];
}

async function runCheck(file: string, options: CheckOptions, out: Output): Promise<void> {
  const submission = await readSubmission(file);
  const { id, version } = submission.campaign;
  const pack = await openPack(options.pack ?? (await campaignFolder(id, version)));
  if (pack.campaign.id !== id)
    throw new JianbiaoError('pack-other-campaign', { found: id, expected: pack.campaign.id });
  if (pack.campaign.version !== version)
    throw new JianbiaoError('pack-version-differs', { found: version, expected: pack.campaign.version });
  const findings = checkSubmission(
    pack,
    submission,
    options.today === undefined ? {} : { today: options.today },
  );
  const { error, warning, info } = countFindings(findings);
  const counts = { error, warning, info };
  for (const finding of findings) for (const line of findingLines(finding)) out.line(line);
  out.line(`错误 ${counts.error}，警告 ${counts.warning}，提示 ${counts.info}`);
  const { preliminary, nominees } = submission;
  const changes = preliminary === undefined ? [] : changesSince(pack, preliminary.nominees, nominees);
  const before = roundTitle(pack.campaign, 'preliminary');
  for (const change of changes) for (const line of changeLines(change, before)) out.line(line);
  const ok = counts.error === 0;
  const { ready } = sealReadiness(nominees.length, findings);
  out.finish({ ok, maySeal: ready, counts, findings, changes }, ok);
}

/** `check SUBMISSION.json`: every rule of the pack on a submission (design: command line). Exit 1 when any error stands. */
export function addCheckCommand(program: Command, out: Output): void {
  program
    .command('check')
    .argument('<submission.json>')
    .option('--pack <path>', '活动包：文件夹、JSON 或者封包；默认用随程序提供的')
    .option('--today <YYYY-MM-DD>', '按这一天判断是否逾期、是否写了还没有到的日期；默认不看日期')
    .description('用活动包的全部规则检查填报内容')
    .action((file: string, options: CheckOptions) => runCheck(file, options, out));
}
