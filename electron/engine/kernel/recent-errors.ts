import { fileURLToPath } from 'node:url';

/** An error that nobody foresaw, as far as it may be told: never its message, which can hold what a clerk typed. */
export interface RecentError {
  readonly at: string;
  /** The method of the contract, or another word of the program's own. */
  readonly where: string;
  /** The error's class and the system's code, both from short lists of letters. */
  readonly kind: string;
  /** Places in the program, innermost first. */
  readonly places: readonly string[];
}

const limit = 20;
const placesLimit = 8;
/** Where the program lies, in the sources and in a build alike: two folders above this file. */
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A line of a stack as a place inside the program; null for one outside, whose path may carry a user's name. */
function placeOf(line: string): string | null {
  const found = /(?:file:\/\/|\(|\s)((?:node:|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/.exec(line);
  if (found === null) return null;
  const [, path = '', row = '', column = ''] = found;
  if (path.startsWith('node:')) return `${path.replace(/[^\w:/]/g, '')}:${row}:${column}`;
  const [plain, home] = [path.replaceAll('\\', '/'), root.replaceAll('\\', '/')];
  const within = plain.startsWith(home) ? plain.slice(home.length) : '';
  return /^[\w@./-]+$/.test(within) ? `${within}:${row}:${column}` : null;
}

function kindOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const name = /^[A-Za-z]{1,40}$/.test(thrown.name) ? thrown.name : 'Error';
  const code = 'code' in thrown ? String(thrown.code) : '';
  return /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? `${name} ${code}` : name;
}

/** The errors of this run that nobody foresaw, the newest last; scrubbed when they come in, kept in memory alone. */
export class RecentErrors {
  private readonly kept: RecentError[] = [];

  note(at: string, where: string, thrown: unknown): void {
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
    // The message may itself look like a line of a stack: only lines after it count.
    const message = thrown instanceof Error ? thrown.message : '';
    const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
    const places = after
      .split('\n')
      .flatMap((line) => placeOf(line.trim()) ?? [])
      .slice(0, placesLimit);
    this.kept.push({
      at,
      where: /^[A-Za-z.]{1,60}$/.test(where) ? where : 'unknown',
      kind: kindOf(thrown),
      places,
    });
    if (this.kept.length > limit) this.kept.shift();
  }

  list(): readonly RecentError[] {
    return this.kept;
  }
}
