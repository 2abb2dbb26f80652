import type { Finding } from '../../../../shared/words/rule-schema.ts';
import { severityOrder } from '../../../../shared/words/severities.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { packByVersion } from '../../store/meta-store.ts';
import type { StoredPackage } from '../../store/package-store.ts';
import { earlierRoundFindings } from './earlier-round.ts';
import { idleQuotaRules, quotaFindings } from './quotas.ts';

/**
 * Everything a receiver knows against a package: what the rules said of it at import, and what can only be known here, from
 * what came in and was decided. That part is made anew at each reading, since decisions and figures change.
 */
export function receiverFindings({ db, header, pack: current }: ReadLease, stored: StoredPackage): Finding[] {
  const pack = packByVersion(db, stored.packVersion)?.pack ?? current;
  const office = header.role === 'office';
  const idle = office ? idleQuotaRules(db, current, stored) : new Set<string>();
  const findings = [
    ...stored.findings.filter((finding) => !idle.has(finding.ruleId)),
    ...earlierRoundFindings(db, pack, stored),
    ...(office ? quotaFindings(db, current, stored) : []),
  ];
  const place = new Map(
    ['unit', ...stored.submission.nominees.map(({ id }) => id)].map((id, at) => [id, at]),
  );
  return findings.sort(
    (a, b) =>
      (place.get(a.subjectId) ?? 0) - (place.get(b.subjectId) ?? 0) ||
      severityOrder[a.severity] - severityOrder[b.severity],
  );
}
