import { posix } from 'node:path';
import { parseSync } from 'vite';

/** One file that another names, both by their paths below the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Types only: gone when the program runs. */
  readonly type: boolean;
}

/** The files that a source names by relative paths. Throws when the source cannot be parsed. */
export function importsOf(from: string, source: string): Import[] {
  const { module, errors } = parseSync(from, source);
  const [problem] = errors;
  if (problem !== undefined) throw new Error(`${from}: ${problem.message}`);
  const at = (request: string, type: boolean): Import[] =>
    request.startsWith('.') ? [{ from, to: posix.join(posix.dirname(from), request), type }] : [];
  return [
    ...module.staticImports.flatMap(({ moduleRequest, entries }) =>
      at(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : at(moduleRequest.value, isType),
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const text = source.slice(moduleRequest.start, moduleRequest.end);
      return /^(['"]).*\1$/.test(text) ? at(text.slice(1, -1), false) : [];
    }),
  ];
}
