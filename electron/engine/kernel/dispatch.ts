import { z } from 'zod';
import { type ApiAnswer, api, isMethod, type MethodName, natureOf } from '../../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { zodIssueText } from '../../../shared/errors/zod-text.ts';
import { inCallScope } from './call-scope.ts';
import type { AnyHandler, Handlers, Runner } from './run-method.ts';

/** What dispatching needs beside the handlers. */
export interface DispatchOptions {
  /** Throws when the method is not to be had now, whatever its arguments. */
  readonly admit: (method: MethodName) => void;
  /** Turns the store's and file system's errors into the program's own. */
  readonly translate: (thrown: unknown) => unknown;
  /** Hears of errors nobody foresaw; must not write personal data anywhere. */
  readonly onInternal: (method: string, thrown: unknown) => void;
  readonly runner: Runner;
}

/** Where the first issue lies and what it is, without the value itself. */
function describe(error: z.ZodError): { path: string; problem: string } {
  const issue = error.issues[0];
  const problem = issue === undefined ? '' : zodIssueText(issue);
  return { path: issue?.path.map(String).join('.') || '（整体）', problem };
}

/**
 * Makes the one entry of the engine: arguments are checked by the method's schema, the result too, and whatever is
 * thrown becomes an error record. Never rejects.
 */
export function createDispatch(
  handlers: Handlers,
  options: DispatchOptions,
): (method: string, args: unknown) => Promise<ApiAnswer> {
  const table = new Map<string, AnyHandler>(
    Object.entries(handlers).map(([name, handler]) => [name, handler as AnyHandler]),
  );
  return async (method, args) => {
    try {
      const handler = table.get(method);
      if (!isMethod(method) || handler === undefined) throw new JianbiaoError('method-unknown', { method });
      options.admit(method);
      const parsed = natureOf(method).args.safeParse(args);
      if (!parsed.success)
        throw new JianbiaoError('arguments-invalid', {
          method: natureOf(method).title,
          ...describe(parsed.error),
        });
      const called = inCallScope(() => options.runner.run(method, parsed.data, handler));
      const result = api[method].result.safeParse(await called);
      if (!result.success)
        throw new Error(`${method}: result breaks the contract: ${z.prettifyError(result.error)}`);
      return { ok: true, value: result.data };
    } catch (thrown) {
      const translated = options.translate(thrown);
      if (!(translated instanceof JianbiaoError)) options.onInternal(method, translated);
      return { ok: false, error: toErrorRecord(translated) };
    }
  };
}
