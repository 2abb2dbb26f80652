import type { ErrorCode } from '../../../shared/errors/catalog.ts';
import {
  type ErrorParams,
  type ErrorRecord,
  JianbiaoError,
  toErrorRecord,
} from '../../../shared/errors/jianbiao-error.ts';
import type { VerifyStage } from './package-types.ts';

/** Names from an unverified file go into messages short and without control or direction characters. */
export function safeName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '?');
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}

/** A reason as it is shown and stored. */
export function problem(code: ErrorCode, params: ErrorParams = {}): ErrorRecord {
  return toErrorRecord(new JianbiaoError(code, params));
}

/** Ends verification at a stage with every reason found there. */
export class StageFailure extends Error {
  readonly stage: VerifyStage;
  readonly problems: readonly ErrorRecord[];

  constructor(stage: VerifyStage, problems: readonly ErrorRecord[]) {
    super(problems.map((item) => item.code).join(', '));
    this.stage = stage;
    this.problems = problems;
  }
}

/** Throws a StageFailure for one reason. */
export function refuse(stage: VerifyStage, code: ErrorCode, params: ErrorParams = {}): never {
  throw new StageFailure(stage, [problem(code, params)]);
}

/** Throws a StageFailure when there are reasons; a crafted file may have thousands, the first hundred are kept. */
export function refuseAll(stage: VerifyStage, problems: readonly ErrorRecord[]): void {
  if (problems.length > 0) throw new StageFailure(stage, problems.slice(0, 100));
}
