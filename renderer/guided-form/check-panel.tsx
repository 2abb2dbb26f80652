import { Group, Stack, Text, Title } from '@mantine/core';
import { memo, useDeferredValue } from 'react';
import { countFindings } from '../../shared/rules/seal-readiness.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { LoadProblem } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { useFindingsReading } from '../parts/draft/field-findings.ts';
import { FindingCard } from '../parts/findings/finding-card.tsx';
import { bySeverity, formHasField } from '../parts/findings/finding-target.ts';
import { MissingCard } from '../parts/findings/missing-card.tsx';
import { SEVERITIES, SeverityBadge } from '../ui/severity-badge.tsx';

/** Findings of this nominee while filling: this form's first, errors first. Never blocks typing. */
export const CheckPanel = memo(function CheckPanel({
  form,
  onJump,
}: {
  readonly form: FormDefinition;
  readonly onJump: (finding: Finding) => void;
}) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const reading = useFindingsReading(draft.id);
  const known = useDeferredValue(reading.data);
  const findings = known ?? [];
  const here = (finding: Finding) =>
    finding.fieldId === undefined ? finding.formId === form.id : formHasField(form, finding.fieldId);
  const mine = bySeverity(findings.filter(here));
  const missing = mine.filter((finding) => index.isMissingRule(finding.ruleId));
  const wrong = mine.filter((finding) => !index.isMissingRule(finding.ruleId));
  const others = findings.filter((finding) => !here(finding));
  const counts = countFindings(mine);
  const where = (finding: Finding) => {
    const label =
      finding.fieldId === undefined ? form.title : (index.field(kind, finding.fieldId)?.label ?? '');
    return finding.row === undefined ? label : `${label} 第${finding.row + 1}行`;
  };
  return (
    <Stack gap="sm" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h4">
          检查
        </Title>
        <Group gap={4}>
          {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
            <SeverityBadge key={severity} severity={severity} count={counts[severity]} />
          ))}
        </Group>
      </Group>
      <LoadProblem query={reading} />
      {known === undefined && !reading.isError && (
        <Text size="sm" c="dimmed">
          正在检查…
        </Text>
      )}
      {known !== undefined && mine.length === 0 && (
        <Text size="sm" c="dimmed">
          这张表没有发现问题。
        </Text>
      )}
      <MissingCard findings={missing} label={where} onJump={onJump} />
      {wrong.map((finding) => (
        <FindingCard key={finding.key} finding={finding} where={where(finding)} onJump={onJump} />
      ))}
      {others.length > 0 && (
        <Text size="sm" c="dimmed">
          其他表还有 {others.length} 条，见“检查”页。
        </Text>
      )}
    </Stack>
  );
});
