import type { Severity } from './rule-schema.ts';

/** Errors before warnings before remarks. */
export const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What the three severities are called, on the screen, in the command line and in the list of rules. */
export const severityWords = {
  error: '错误',
  warning: '警告',
  info: '提示',
} as const satisfies Readonly<Record<Severity, string>>;
