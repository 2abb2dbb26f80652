import type { Command } from 'commander';
import { validateBag } from '../../engine/seal/bagit/validate-bag.ts';
import type { Output } from '../kit/output.ts';

/** `bag FILE-or-DIR`: BagIt validation alone; errors and warnings on stderr, exit 0 or 1 (design: command line). */
export function addBagCommand(program: Command, out: Output): void {
  program
    .command('bag')
    .argument('<file-or-dir>')
    .description('只按 BagIt 标准核对一个文件夹或 zip')
    .action(async (path: string) => {
      const report = await validateBag(path);
      if (!out.json) {
        for (const error of report.errors) process.stderr.write(`错误：${error.message}\n`);
        for (const warning of report.warnings) process.stderr.write(`警告：${warning.message}\n`);
      }
      out.line(report.ok ? '符合 BagIt 标准' : '不符合 BagIt 标准');
      out.finish({ ok: report.ok, errors: report.errors, warnings: report.warnings }, report.ok);
    });
}
