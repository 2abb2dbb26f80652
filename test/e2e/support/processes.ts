import { readdirSync, readFileSync } from 'node:fs';

/** What Electron's utility processes with Node are told on their command line: the engine's is the only one. */
export const ENGINE_PROCESS = '--utility-sub-type=node.mojom.NodeService';

/** The descendants of a process (Linux), each with its command line. */
export function descendants(ancestor: number): readonly { readonly pid: number; readonly command: string }[] {
  const parents = new Map<number, number>();
  const commands = new Map<number, string>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    try {
      parents.set(pid, Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));
      commands.set(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // The process ended while we looked.
    }
  }
  const below = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at))
      if (at === ancestor) return true;
    return false;
  };
  return [...commands].flatMap(([pid, command]) => (below(pid) ? [{ pid, command }] : []));
}
