import { Badge, Group, Paper, Text, UnstyledButton } from '@mantine/core';
import { useRovingIndex } from '@mantine/hooks';
import { type SubjectView, subjectName } from '../../shared/reading/lookup.ts';
import { kindTitle } from '../../shared/reading/titles.ts';
import { countFindings } from '../../shared/rules/seal-readiness.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { VerdictBadge } from '../parts/review/verdict-badge.tsx';
import { senderName } from '../ui/level-words.ts';
import { SeverityBadge } from '../ui/severity-badge.tsx';
import classes from './review.module.css';
import type { ReviewDraft } from './review-draft.ts';

/** What became of a nominee elsewhere, in a few words; `severe` when it stands in the way. */
export interface NomineeMark {
  readonly words: string;
  readonly severe: boolean;
}

/** The unit and its nominees with findings and decisions. Arrow keys move, Enter opens. */
export function SubjectList({
  subjects,
  findings,
  draft,
  marks,
  selected,
  onSelect,
}: {
  readonly subjects: readonly SubjectView[];
  readonly findings: readonly Finding[];
  readonly draft: ReviewDraft;
  /** What became of nominees elsewhere: refused in the first round, taken back by their unit. */
  readonly marks: ReadonlyMap<string, NomineeMark>;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}) {
  const { index, info } = useWorkspace();
  const roving = useRovingIndex({ total: subjects.length, orientation: 'vertical', loop: false });
  return (
    <Paper withBorder component="nav" aria-label="推荐对象" className={classes.side ?? ''}>
      {subjects.map((subject, position) => {
        const mine = findings.filter((finding) => finding.subjectId === subject.id);
        const { error: errors, warning: warnings } = countFindings(mine);
        const decision = draft.decisions.find((entry) => entry.nomineeId === subject.id);
        const mark = marks.get(subject.id);
        const name = subjectName(index.pack, subject);
        return (
          <UnstyledButton
            key={subject.id}
            className={classes.subject ?? ''}
            aria-current={subject.id === selected}
            {...roving.getItemProps({ index: position, onClick: () => onSelect(subject.id) })}
          >
            <Text size="sm" fw={600} lineClamp={2} title={name}>
              {name}
            </Text>
            <Group gap={4}>
              <Text size="xs" c="dimmed">
                {subject.kind === 'unit'
                  ? senderName(info.role)
                  : kindTitle(index.pack.campaign, subject.kind)}
              </Text>
              {subject.kind !== 'unit' && <VerdictBadge verdict={decision?.decision ?? undefined} />}
              {mark !== undefined && (
                <Badge color={mark.severe ? 'danger' : 'caution'} variant="outline" radius="sm">
                  {mark.words}
                </Badge>
              )}
              {errors > 0 && <SeverityBadge severity="error" count={errors} />}
              {warnings > 0 && <SeverityBadge severity="warning" count={warnings} />}
            </Group>
          </UnstyledButton>
        );
      })}
    </Paper>
  );
}
