import { parseSync, Visitor } from 'vite';

/** Only this room makes files whole and gives them their names (docs/architecture.md); how the program is built is another's affair. */
const DURABLE = 'electron/engine/durable/';
const PROGRAM = /^(?:electron|shared|renderer)\//;

const STEPS: ReadonlySet<string> = new Set([
  ...['rename', 'renameSync', 'link', 'linkSync'],
  ...['fsync', 'fsyncSync', 'fdatasync', 'fdatasyncSync'],
]);
/** What a file handle offers of them. */
const HANDLE_STEPS: ReadonlySet<string> = new Set(['sync', 'datasync']);

/** What is truly something else, by file. */
const EXCEPTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  // Two lines written in place by turns, and synced in the background: a note that may lag, and must cost nothing.
  ['electron/engine/store/witness.ts', new Set(['fdatasync', 'fdatasyncSync'])],
]);

/** The syncing, renaming and linking that a source outside `durable/` does, each as a sentence with its place. */
export function namingOutsideDurable(file: string, source: string): string[] {
  if (file.startsWith(DURABLE) || !PROGRAM.test(file)) return [];
  const found: string[] = [];
  const tell = (what: string, start: number): void => {
    if (EXCEPTIONS.get(file)?.has(what) === true) return;
    const line = source.slice(0, start).split('\n').length;
    found.push(`${file}:${line} uses ${what}, which belongs into ${DURABLE}`);
  };
  new Visitor({
    ImportDeclaration({ source: from, specifiers, start }) {
      if (!/^(?:node:)?fs(?:\/promises)?$/.test(from.value)) return;
      for (const one of specifiers) {
        if (one.type !== 'ImportSpecifier') tell(`all of ${from.value}`, start);
        else if (one.imported.type === 'Identifier' && STEPS.has(one.imported.name))
          tell(one.imported.name, one.start);
      }
    },
    CallExpression({ callee, arguments: given, start }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (given.length === 0 && HANDLE_STEPS.has(callee.property.name)) tell(callee.property.name, start);
    },
  }).visit(parseSync(file, source).program);
  return found;
}
