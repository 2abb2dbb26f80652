import { Command } from 'commander';
import type { Output } from '../../electron/cli/kit/output.ts';
import { toErrorRecord } from '../../shared/errors/jianbiao-error.ts';

/** Runs one command of the command line in this process, as main does: its document, and whether it ended well. */
export async function runCommand(
  add: (program: Command, out: Output) => void,
  ...words: string[]
): Promise<{ good: boolean; document: unknown }> {
  let answer: { good: boolean; document: unknown } = { good: false, document: null };
  const out: Output = {
    json: true,
    line: () => undefined,
    finish: (document, good) => {
      answer = { good, document };
    },
  };
  const program = new Command();
  add(program, out);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (thrown) {
    out.finish({ ok: false, error: toErrorRecord(thrown) }, false);
  }
  return answer;
}
