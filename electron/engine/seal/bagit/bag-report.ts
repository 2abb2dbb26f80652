import type { ErrorCode } from '../../../../shared/errors/catalog.ts';
import type { ErrorParams, ErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { problem, safeName } from '../problems.ts';

/** The verdict on a bag: valid when there is no error; warnings say what other tools or systems may stumble over. */
export interface BagReport {
  readonly ok: boolean;
  readonly errors: readonly ErrorRecord[];
  readonly warnings: readonly ErrorRecord[];
}

/** Gathers errors and warnings of one bag. */
export class BagFindings {
  readonly errors: ErrorRecord[] = [];
  readonly warnings: ErrorRecord[] = [];

  /** Adds an error; text values from the bag are made safe to show. */
  error(code: ErrorCode, params: ErrorParams = {}): void {
    this.errors.push(problem(code, safeParams(params)));
  }

  /** Adds a warning. */
  warning(code: ErrorCode, params: ErrorParams = {}): void {
    this.warnings.push(problem(code, safeParams(params)));
  }

  /** The finished verdict. */
  report(): BagReport {
    return { ok: this.errors.length === 0, errors: this.errors, warnings: this.warnings };
  }
}

function safeParams(params: ErrorParams): ErrorParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? safeName(value) : value]),
  );
}
