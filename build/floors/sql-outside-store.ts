import { parseSync, Visitor } from 'vite';

/** Only the store knows tables (docs/architecture.md). */
const STORE = 'electron/engine/store/';

const STATEMENT =
  /^\s*(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s|ATTACH\s|VACUUM\b|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE|DEFERRED)\b)/;

/** The statements of SQL that a source outside the store holds, each as a sentence with its place. */
export function sqlOutsideStore(file: string, source: string): string[] {
  if (file.startsWith(STORE)) return [];
  const found: string[] = [];
  const look = (text: string, start: number): void => {
    if (!STATEMENT.test(text)) return;
    const line = source.slice(0, start).split('\n').length;
    found.push(`${file}:${line} holds SQL, which belongs into ${STORE}`);
  };
  new Visitor({
    Literal: ({ value, start }) => {
      if (typeof value === 'string') look(value, start);
    },
    TemplateElement: ({ value, start }) => look(value.raw, start),
  }).visit(parseSync(file, source).program);
  return found;
}
