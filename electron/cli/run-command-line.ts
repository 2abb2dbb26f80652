import { Command, CommanderError } from 'commander';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { commands } from './commands/index.ts';
import { processOutput } from './kit/output.ts';

/**
 * Runs one command of `jianbiao` (design: command line) and sets the process's exit code: 0 good, 1 the thing examined is
 * bad, 2 wrong usage. With --json, stdout carries one JSON document and nothing else, errors included. `without` names
 * commands that do not work where this is called from.
 */
export async function runCommandLine(
  argv: readonly string[],
  without: readonly string[] = [],
): Promise<void> {
  const out = processOutput(argv.includes('--json'));
  const program = new Command('jianbiao')
    .description('荐表：表彰推荐材料的填写、检查、打印与封包')
    .exitOverride();
  program.option('--json', '只输出一个 JSON 文档');
  for (const add of commands) add(program, out);
  // Every command takes --json itself too, so that it may stand after the command's name.
  for (const command of program.commands) command.option('--json', '只输出一个 JSON 文档').exitOverride();
  try {
    const left = without.find((name) => name === argv[0]);
    if (left !== undefined) throw new JianbiaoError('command-not-here', { name: left });
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      const isHelp = thrown.exitCode === 0;
      // What is wrong stands on stderr already; whoever reads stdout still gets his document.
      if (!isHelp && out.json)
        out.finish({ ok: false, error: { code: thrown.code, message: thrown.message } }, false);
      process.exitCode = isHelp ? 0 : 2;
      return;
    }
    const error = toErrorRecord(thrown);
    if (!out.json) process.stderr.write(`${error.message}\n`);
    if (error.code === 'internal' && process.env.JIANBIAO_DEBUG === '1') console.error(thrown);
    out.finish({ ok: false, error }, false);
  }
}
