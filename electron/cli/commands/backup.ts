import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Output } from '../kit/output.ts';
import { openUserEngine, unlockNamed } from '../kit/workspace-client.ts';

/** `backup --workspace W --out FILE`: a verified, encrypted backup of a workspace (design: workspace store). */
export function addBackupCommand(program: Command, out: Output): void {
  program
    .command('backup')
    .requiredOption('--workspace <name>', '工作区的名称或编号')
    .requiredOption('--out <file>', '备份文件')
    .option('--data-dir <dir>', '数据文件夹；默认是本用户的')
    .description('备份工作区到一个加密文件，写完复查（口令取自 JIANBIAO_PASSPHRASE 或终端输入）')
    .action(async (options: { workspace: string; out: string; dataDir?: string }) => {
      const client = openUserEngine(options.dataDir);
      try {
        await unlockNamed(client, options.workspace);
        const target = { file: client.handle(resolve(options.out), 'write') };
        const { fileName, bytes } = await client.call('workspace.backup', { target });
        out.line(`已备份到 ${fileName}，${bytes} 字节，已复查`);
        out.finish({ ok: true, file: resolve(options.out), bytes }, true);
      } finally {
        await client.close();
      }
    });
}
