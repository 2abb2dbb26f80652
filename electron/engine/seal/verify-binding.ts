import type { ErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import type { Expectation, PackageHeader } from './package-types.ts';
import { problem, safeName } from './problems.ts';

/**
 * Holds the signed context against what this importer expects: campaign, kind, recipient, suite. Gives every reason that
 * applies; an empty array is good. Whether pack and revision suit what is there already, the importer itself looks up.
 */
export function bindingProblems(header: PackageHeader, expected: Expectation): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  const { kind, campaign, recipient, suite } = header;
  if (expected.campaign !== undefined && campaign !== expected.campaign)
    problems.push(
      problem('package-wrong-campaign', { campaign: safeName(campaign), expected: expected.campaign }),
    );
  if (expected.kinds !== undefined && !expected.kinds.includes(kind))
    problems.push(problem('package-wrong-kind', { kind }));
  if (expected.recipients !== undefined && recipient !== null && !expected.recipients.includes(recipient))
    problems.push(problem('package-wrong-recipient', { recipient }));
  if (expected.suites !== undefined && !expected.suites.includes(suite))
    problems.push(problem('package-suite-refused', { suite }));
  return problems;
}
