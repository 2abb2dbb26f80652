import type { Finding, Severity } from '../words/rule-schema.ts';

/** Whether a finding is a warning that still wants its written explanation; blanks are none. */
export function lacksExplanation({ severity, explanation }: Finding): boolean {
  return severity === 'warning' && (explanation ?? '').trim() === '';
}

/** How many of each severity, and how many warnings still want their explanation. */
export function countFindings(
  findings: readonly Finding[],
): Readonly<Record<Severity | 'unexplained', number>> {
  const counts = { error: 0, warning: 0, info: 0, unexplained: 0 };
  for (const finding of findings) {
    counts[finding.severity] += 1;
    if (lacksExplanation(finding)) counts.unexplained += 1;
  }
  return counts;
}

/** Whether a submission may be sealed, and what stands in the way. */
export interface SealReadiness {
  /** No nominee is on the list: there is nothing to recommend. */
  readonly empty: boolean;
  readonly errors: number;
  readonly unexplained: number;
  readonly ready: boolean;
}

/**
 * Whether a submission of so many nominees may be sealed with what the rules say of it: somebody on the list, no error, and
 * every warning explained (design: words, finding). Overview, checks, seal wizard, engine and command line all ask here.
 */
export function sealReadiness(nominees: number, findings: readonly Finding[]): SealReadiness {
  const empty = nominees === 0;
  const { error: errors, unexplained } = countFindings(findings);
  return { empty, errors, unexplained, ready: !empty && errors === 0 && unexplained === 0 };
}
