import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { runDemo } from '../demo/demo-loop.ts';
import type { Output } from '../kit/output.ts';
import { programDir } from '../kit/program-dir.ts';

const summaryFile = 'demo-summary.json';
const ownFolders = ['data', 'usb', 'paper', 'keys'];

/** An empty folder, a new one, or one an earlier demo filled, whose own content alone is replaced. */
function prepareFolder(out: string): void {
  mkdirSync(out, { recursive: true });
  const content = readdirSync(out);
  if (content.length === 0) return;
  const own = new Set([...ownFolders, summaryFile]);
  if (!existsSync(join(out, summaryFile)) || content.some((name) => !own.has(name))) {
    throw new JianbiaoError('demo-folder-used', { folder: basename(out) });
  }
  for (const name of own) rmSync(join(out, name), { recursive: true, force: true });
}

/** `demo --out DIR`: the main job on a sample, no questions (design: command line). */
export function addDemoCommand(program: Command, out: Output): void {
  program
    .command('demo')
    .requiredOption('--out <dir>', '放演示结果的文件夹（新的或空的）')
    .option('--campaign <id>', '活动编号', 'ggj-2021')
    .option('--sample <id>', '只走这一个样例；默认是活动的全部样例，每种推荐单位一个')
    .description('用样例走完整个流程：下发、登记、填报、检查、打印、封包、导入、审核、反馈，两轮')
    .action(async (options: { out: string; campaign: string; sample?: string }) => {
      const folder = resolve(options.out);
      prepareFolder(folder);
      // Written first, so that a demo that was broken off can be run again in the same folder.
      writeFileSync(join(folder, summaryFile), '{}\n');
      const fontsDir = join(programDir(), 'dist', 'fonts');
      const summary = await runDemo({
        out: folder,
        campaignsDir: join(programDir(), 'resources', 'campaigns'),
        fontsDir: existsSync(join(fontsDir, 'manifest.json')) ? fontsDir : undefined,
        campaign: options.campaign,
        samples: options.sample === undefined ? undefined : [options.sample],
        say: (text) => out.line(text),
      });
      writeFileSync(join(folder, summaryFile), `${JSON.stringify(summary, null, 2)}\n`);
      out.line(`全部文件在 ${folder}，清单见 ${summaryFile}`);
      out.finish(summary, true);
    });
}
