import { Command, CommanderError } from 'commander';
import { toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { commands } from './commands/index.ts';
import { processOutput } from './output.ts';

/**
 * The `jianbiao` command (design: command line). Exit 0 good, 1 the thing examined is bad, 2 wrong usage.
 * With --json, stdout carries one JSON document and nothing else, errors included.
 */
async function main(argv: readonly string[]): Promise<void> {
  const out = processOutput(argv.includes('--json'));
  const program = new Command('jianbiao')
    .description('荐表：表彰推荐材料的填写、检查、打印与封包')
    .exitOverride();
  program.option('--json', '只输出一个 JSON 文档');
  for (const add of commands) add(program, out);
  // Every command takes --json itself too, so that it may stand after the command's name.
  for (const command of program.commands) command.option('--json', '只输出一个 JSON 文档').exitOverride();
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      process.exitCode = thrown.exitCode === 0 ? 0 : 2;
      return;
    }
    const error = toErrorRecord(thrown);
    if (!out.json) process.stderr.write(`${error.message}\n`);
    if (error.code === 'internal' && process.env.JIANBIAO_DEBUG === '1') console.error(thrown);
    out.finish({ ok: false, error }, false);
  }
}

await main(process.argv.slice(2));
