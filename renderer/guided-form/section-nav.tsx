import { NavLink, Progress, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Field } from '../../shared/words/field-schema.ts';
import type { Section } from '../../shared/words/form-schema.ts';
import { useDraft, useDraftSelector } from '../parts/draft/draft-context.tsx';
import { useFindings } from '../parts/draft/field-findings.ts';
import { addProgress, progressOf, share } from '../parts/draft/progress.ts';
import type { OfficeComment } from './field/field-comments.ts';

/** A section with the fields the pack knows. */
export interface SectionFields {
  readonly section: Section;
  readonly fields: readonly Field[];
}

/** Sections of the form with what is filled and what is wrong in each. */
export function SectionNav({
  sections,
  active,
  comments,
  onGo,
}: {
  readonly sections: readonly SectionFields[];
  /** The office's comments by field. */
  readonly comments: ReadonlyMap<string, readonly OfficeComment[]>;
  readonly active: number;
  readonly onGo: (section: number) => void;
}) {
  // -1 where nothing is required: a bar at zero would ask for something that is not wanted.
  const percent = useDraftSelector((scope) => {
    const progress = addProgress(sections.map((entry) => progressOf(entry.fields, scope)));
    return progress.required === 0 ? -1 : Math.round(share(progress) * 100);
  });
  return (
    <Stack gap="sm">
      {percent >= 0 && (
        <Stack gap={4} px={8}>
          <Text size="xs" c="dimmed">
            必填项完成 {percent}%
          </Text>
          <Progress
            value={percent}
            size="sm"
            color={percent === 100 ? 'ok' : 'brand'}
            aria-label="本表必填项完成比例"
          />
        </Stack>
      )}
      <nav aria-label="本表各部分">
        {sections.map((entry, at) => (
          <SectionLink
            key={entry.section.id}
            entry={entry}
            active={at === active}
            comments={entry.section.fields.filter((id) => comments.has(id)).length}
            onGo={() => onGo(at)}
          />
        ))}
      </nav>
    </Stack>
  );
}

function SectionLink({
  entry,
  active,
  comments,
  onGo,
}: {
  readonly entry: SectionFields;
  readonly active: boolean;
  /** Fields of the section with a comment of the office. */
  readonly comments: number;
  readonly onGo: () => void;
}) {
  const { draft } = useDraft();
  const state = useDraftSelector((scope) => {
    const progress = progressOf(entry.fields, scope);
    return `${progress.filled}/${progress.required}`;
  });
  const [filled, required] = state.split('/').map(Number);
  const errors = useFindings(draft.id).filter(
    (finding) =>
      finding.severity === 'error' &&
      finding.fieldId !== undefined &&
      entry.section.fields.includes(finding.fieldId),
  ).length;
  const whole = required !== 0 && filled === required;
  const said = [
    required === 0 ? '' : !whole ? `必填 ${state}` : errors > 0 ? `${errors} 处错误` : '已填完',
    comments > 0 ? `${comments} 处意见` : '',
  ]
    .filter((part) => part !== '')
    .join('，');
  return (
    <NavLink
      component="button"
      type="button"
      label={entry.section.title}
      description={said === '' ? undefined : said}
      active={active}
      aria-current={active ? 'step' : undefined}
      onClick={onGo}
      rightSection={
        whole && errors === 0 ? (
          <IconCheck size={16} color="var(--mantine-color-success)" aria-hidden />
        ) : null
      }
      style={{ borderRadius: 'var(--mantine-radius-sm)' }}
    />
  );
}
