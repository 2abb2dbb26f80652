import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { defaultDataDir } from '../../engine/host/data-dir.ts';
import { runLocalShell } from '../../local/run.ts';
import type { Output } from '../kit/output.ts';
import { programDir } from '../kit/program-dir.ts';

/** The port that a word names. Throws JianbiaoError `port-invalid`. */
function portFrom(word: string): number {
  if (!/^\d{1,5}$/.test(word) || Number(word) > 65_535)
    throw new JianbiaoError('port-invalid', { port: word });
  return Number(word);
}

/** `serve`: the same window in an ordinary browser, on loopback only (design: command line). */
export function addServeCommand(program: Command, out: Output): void {
  program
    .command('serve')
    .description('在本机浏览器中打开荐表（只监听 127.0.0.1）')
    .option('--data-dir <dir>', '数据文件夹', defaultDataDir())
    .option('--port <number>', '端口；默认任选一个空闲端口', '0')
    .option('--no-open', '不打开浏览器，只输出地址')
    .action(async (options: { dataDir: string; port: string; open: boolean }) => {
      const root = programDir();
      const { shell, ended } = await runLocalShell(
        {
          distDir: join(root, 'dist'),
          dataDir: resolve(options.dataDir),
          campaignsDir: join(root, 'resources', 'campaigns'),
          fontsDir: join(root, 'dist', 'fonts'),
          port: portFrom(options.port),
          open: options.open,
        },
        (line) => out.line(line),
      );
      // Known at once, though the command goes on: a caller with --json waits for the address, not for the end.
      if (out.json) out.finish({ ok: true, address: shell.newAddress(), port: shell.port }, true);
      await ended;
    });
}
