import type { Finding } from '../words/rule-schema.ts';
import { lacksExplanation } from './seal-readiness.ts';

/** One finding as a clerk has to take it. */
export type FindingLook = 'unfilled' | 'wrong' | 'explain' | 'explained' | 'note';

/**
 * Which of the looks a finding has: still to be filled (neutral), to be put right (red), to be explained (amber) and explained
 * (folded), or a mere note. `isMissingRule` tells the rules that only say that a required field is empty.
 */
export function findingLook(finding: Finding, isMissingRule: (ruleId: string) => boolean): FindingLook {
  switch (finding.severity) {
    case 'error':
      return isMissingRule(finding.ruleId) ? 'unfilled' : 'wrong';
    case 'warning':
      return lacksExplanation(finding) ? 'explain' : 'explained';
    case 'info':
      return 'note';
  }
}
