import { type ErrorCode, messageFor } from './catalog.ts';

/** Values that fill the blanks of a message: file names, field names, byte counts. Never an ID number or a secret. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** An error as it crosses a transport (design: one API contract). `message` is the full Chinese sentence. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly message: string;
}

/**
 * The only error class thrown on purpose. `code` is stable and may be tested by callers; `message` is the Chinese
 * sentence made from the catalogue: what happened, where, and what to do.
 */
export class JianbiaoError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(messageFor(code, params), options);
    this.name = 'JianbiaoError';
    this.code = code;
    this.params = params;
  }
}

/** Turns anything thrown into a record safe to show: unknown errors become `internal` and carry no detail. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  const error =
    thrown instanceof JianbiaoError ? thrown : new JianbiaoError('internal', {}, { cause: thrown });
  return { code: error.code, params: error.params, message: error.message };
}
