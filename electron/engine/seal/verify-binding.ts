import type { ErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { packageDirections } from '../../../shared/ground/package-kinds.ts';
import type { Expectation, PackageHeader } from './package-types.ts';
import { problem, safeName } from './problems.ts';

/**
 * Holds the signed context against what this importer expects: campaign, kind, direction, recipient, suite, pack,
 * revision. Gives every reason that applies; an empty array is good.
 */
export function bindingProblems(header: PackageHeader, expected: Expectation): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  const { kind, campaign, recipient, suite, packDigest, revision } = header;
  if (expected.campaign !== undefined && campaign !== expected.campaign)
    problems.push(
      problem('package-wrong-campaign', { campaign: safeName(campaign), expected: expected.campaign }),
    );
  if (expected.direction !== undefined && packageDirections[kind] !== expected.direction)
    problems.push(problem('package-wrong-direction', { kind }));
  else if (expected.kinds !== undefined && !expected.kinds.includes(kind))
    problems.push(problem('package-wrong-kind', { kind }));
  if (expected.recipients !== undefined && recipient !== null && !expected.recipients.includes(recipient))
    problems.push(problem('package-wrong-recipient', { recipient }));
  if (expected.suites !== undefined && !expected.suites.includes(suite))
    problems.push(problem('package-suite-refused', { suite }));
  if (expected.packDigests !== undefined && !expected.packDigests.includes(packDigest))
    problems.push(problem('package-pack-unknown', { digest: packDigest.slice(0, 12) }));
  const newest = problems.length === 0 ? (expected.newest?.(header) ?? null) : null;
  if (newest !== null) {
    if (revision < newest.revision)
      problems.push(problem('package-older-revision', { newest: newest.revision, revision }));
    else if (revision === newest.revision)
      problems.push(
        newest.digest === header.digest
          ? problem('package-already-present', { revision })
          : problem('package-revision-conflict', { revision }),
      );
  }
  return problems;
}
