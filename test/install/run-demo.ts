import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { must } from './run-tool.ts';

/** Minutes under qemu on a busy machine; seconds elsewhere. */
const LIMIT_MS = 2_400_000;

const demoAnswer = z.looseObject({ ok: z.literal(true) });

/**
 * Runs the whole demo (unit, office, sealed packages and answers) by `words`, the program that runs `cli.js`. Gives the
 * number of files made; throws Error when it does not end well.
 */
export function runDemo(words: readonly string[], cli: string, env: NodeJS.ProcessEnv = process.env): number {
  const out = mkdtempSync(join(tmpdir(), 'jianbiao-demo-'));
  try {
    const [command = '', ...before] = words;
    const said = must(command, [...before, cli, 'demo', '--out', join(out, 'demo'), '--json'], {
      env,
      timeout: LIMIT_MS,
    });
    demoAnswer.parse(JSON.parse(said.slice(said.indexOf('{'))));
    const files = must('find', [join(out, 'demo'), '-type', 'f'])
      .trim()
      .split('\n').length;
    if (files < 20) throw new Error(`only ${files} files`);
    return files;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
