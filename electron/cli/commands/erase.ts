import type { Command } from 'commander';
import type { Output } from '../kit/output.ts';
import { askPassphrase, findNamed, openUserEngine } from '../kit/workspace-client.ts';

/** `erase --workspace W --confirm NAME`: erases a workspace; its last backup stays for thirty days. */
export function addEraseCommand(program: Command, out: Output): void {
  program
    .command('erase')
    .requiredOption('--workspace <name>', '工作区的名称或编号')
    .requiredOption('--confirm <name>', '再写一遍工作区的名称，以免删错')
    .option('--data-dir <dir>', '数据文件夹；默认是本用户的')
    .description('删除工作区，最后的备份保留三十天（口令取自 JIANBIAO_PASSPHRASE 或终端输入）')
    .action(async (options: { workspace: string; confirm: string; dataDir?: string }) => {
      const client = openUserEngine(options.dataDir);
      try {
        const { id, name } = await findNamed(client, options.workspace);
        const passphrase = await askPassphrase(`“${name}”的口令：`);
        const { keptUntil } = await client.call('workspace.erase', {
          id,
          typedName: options.confirm,
          secret: { passphrase },
        });
        const kept =
          keptUntil === null ? '它没有可以留下的备份' : `最后的备份保留到 ${keptUntil.slice(0, 10)}`;
        out.line(`已删除工作区“${name}”，${kept}`);
        out.finish({ ok: true, id, name, keptUntil }, true);
      } finally {
        await client.close();
      }
    });
}
