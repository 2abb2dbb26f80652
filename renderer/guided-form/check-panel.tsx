import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { memo, type ReactNode, useDeferredValue } from 'react';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { LoadProblem } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { useFindingsReading } from '../parts/draft/field-findings.ts';
import { FindingCard } from '../parts/findings/finding-card.tsx';
import { formHasField } from '../parts/findings/finding-target.ts';
import { byLook, LookBadge } from '../parts/findings/looks.tsx';
import { MissingCard } from '../parts/findings/missing-card.tsx';
import { groupBy } from '../ui/list.ts';

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
  const mine = findings.filter(here);
  const looks = byLook(mine, index.isMissingRule);
  const others = findings.filter((finding) => !here(finding));
  const sectionOf = (finding: Finding) =>
    form.sections.find(({ fields }) => fields.includes(finding.fieldId ?? ''))?.title ?? '';
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
          {(['wrong', 'explain'] as const)
            .filter((look) => looks[look].length > 0)
            .map((look) => (
              <LookBadge key={look} look={look} count={looks[look].length} />
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
      {[...looks.wrong, ...looks.explain, ...looks.note].map((finding) => (
        <FindingCard key={finding.key} finding={finding} where={where(finding)} onJump={onJump} />
      ))}
      <Folded title={`还差 ${looks.unfilled.length} 项`} count={looks.unfilled.length}>
        {[...groupBy(looks.unfilled, sectionOf)].map(([title, list]) => (
          <MissingCard key={title} findings={list} title={title} label={where} onJump={onJump} />
        ))}
      </Folded>
      <Folded title={`已说明 ${looks.explained.length} 条`} count={looks.explained.length}>
        {looks.explained.map((finding) => (
          <FindingCard key={finding.key} finding={finding} where={where(finding)} onJump={onJump} />
        ))}
      </Folded>
      {others.length > 0 && (
        <Text size="sm" c="dimmed">
          其他表还有 {others.length} 条，见“检查”页。
        </Text>
      )}
    </Stack>
  );
});

/** What needs no attention now: one line that opens. */
function Folded({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const [opened, { toggle }] = useDisclosure(false);
  if (count === 0) return null;
  return (
    <Stack gap="xs">
      <Button
        variant="default"
        size="compact-md"
        fullWidth
        justify="space-between"
        aria-expanded={opened}
        rightSection={
          opened ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
        }
        onClick={toggle}
      >
        {title}
      </Button>
      {opened && children}
    </Stack>
  );
}
