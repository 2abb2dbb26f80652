import { readFileSync } from 'node:fs';

/** True unless this process is known to be in its terminal's background, where reading from the terminal stops it. */
export function inForeground(): boolean {
  try {
    // Linux: after the name in brackets come state, parent, group, session, terminal, the terminal's foreground group.
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    // No such file on other systems, whose users do not start programs with & as a rule.
    return true;
  }
}
