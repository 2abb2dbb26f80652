import { execFileSync } from 'node:child_process';

/**
 * The path of a stranger's tool (age, qpdf, ssh-keygen …) or null where the machine has none, so that a suite can
 * skip with its name showing. With JIANBIAO_REQUIRE_TOOLS=1 (as CI sets it) absence throws instead.
 */
export function requireTool(name: string): string | null {
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
  } catch {
    if (process.env.JIANBIAO_REQUIRE_TOOLS === '1') throw new Error(`required tool is missing: ${name}`);
    return null;
  }
}
