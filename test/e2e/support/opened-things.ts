import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The machine's programs that ours may ask to show something. */
const OPENERS = ['dbus-send', 'xdg-open'] as const;

export interface OpenedThings {
  /** To stand first in PATH. */
  readonly folder: string;
  /** One line a call: the program, its last words, and where its output would go. */
  list(): readonly string[];
}

/**
 * Puts recorders in the place of the programs that a test must never start: a browser or file manager of the machine's
 * would keep the test's pipes and outlive it. They write down what they were asked, and that they got no pipe of ours.
 * The file managers' common interface says no, as on a machine without one.
 */
export function recordOpenedThings(folder: string): OpenedThings {
  const programs = join(folder, 'openers');
  const file = join(programs, 'opened.txt');
  mkdirSync(programs, { recursive: true });
  for (const name of OPENERS) {
    const script = join(programs, name);
    const said = name === 'dbus-send' ? 1 : 0;
    writeFileSync(
      script,
      `#!/bin/sh\necho "${name} $* > $(readlink /proc/$$/fd/1) $(readlink /proc/$$/fd/2)" >> '${file}'\nexit ${said}\n`,
    );
    chmodSync(script, 0o755);
  }
  return {
    folder: programs,
    list: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
  };
}
