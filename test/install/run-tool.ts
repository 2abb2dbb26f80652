import { spawnSync } from 'node:child_process';

export interface ToolAnswer {
  readonly code: number | null;
  readonly out: string;
}

/** Runs a tool to its end with its output caught. */
export function ask(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string; timeout?: number } = {},
): ToolAnswer {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: options.timeout ?? 600_000,
    ...options,
  });
  if (error !== undefined) throw error;
  return { code: status, out: `${stdout}${stderr}` };
}

/** The same for a tool that has to succeed. Throws Error with what it said. */
export function must(
  command: string,
  args: readonly string[],
  options: Parameters<typeof ask>[2] = {},
): string {
  const { code, out } = ask(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${out.slice(-3_000)}`);
  return out;
}
