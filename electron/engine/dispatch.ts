import { z } from 'zod';
import { type ApiAnswer, type ApiHandlers, api, type MethodName } from '../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { zodIssueText } from '../../shared/errors/zod-text.ts';
import { inCallScope } from './call-scope.ts';

/** What dispatching needs beside the handlers. */
export interface DispatchOptions {
  /** Throws when the method is not to be had now, whatever its arguments. */
  readonly admit: (method: MethodName) => void;
  /** Turns the store's and file system's errors into the program's own. */
  readonly translate: (thrown: unknown) => unknown;
  /** Hears of errors nobody foresaw; must not write personal data anywhere. */
  readonly onInternal: (method: string, thrown: unknown) => void;
  /** Runs a handler as one call, so that what it opens stays open until it has ended (leases.ts). */
  readonly call: <T>(method: string, work: () => Promise<T>) => Promise<T>;
}

/** Any handler, seen by the dispatcher: it has parsed the arguments by the method's own schema just before. */
type AnyHandler = (args: unknown) => Promise<unknown>;

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(api, name);
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
  handlers: ApiHandlers,
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
      const parsed = api[method].args.safeParse(args);
      if (!parsed.success)
        throw new JianbiaoError('arguments-invalid', { method, ...describe(parsed.error) });
      // Given up inside its lease: what it held is free again when an error broke it off.
      const called = options.call(method, () => inCallScope(() => handler(parsed.data)));
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
