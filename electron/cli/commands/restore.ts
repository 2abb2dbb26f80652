import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Output } from '../kit/output.ts';
import { askPassphrase, openUserEngine } from '../kit/workspace-client.ts';

/** `restore FILE`: brings a backup in as a new workspace; the existing ones stay as they are. */
export function addRestoreCommand(program: Command, out: Output): void {
  program
    .command('restore')
    .argument('<file>')
    .option('--data-dir <dir>', '数据文件夹；默认是本用户的')
    .description('把备份恢复为一个新的工作区（口令取自 JIANBIAO_PASSPHRASE 或终端输入）')
    .action(async (file: string, options: { dataDir?: string }) => {
      const client = openUserEngine(options.dataDir);
      try {
        const passphrase = await askPassphrase('备份时工作区的口令：');
        const source = client.handle(resolve(file), 'read');
        const workspace = await client.call('workspace.restore', { source, passphrase });
        out.line(`已恢复为工作区“${workspace.name}”（${workspace.id}）`);
        out.finish({ ok: true, workspace }, true);
      } finally {
        await client.close();
      }
    });
}
