import { NavLink, Progress, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { type FillState, fillState, fillStateWords } from '../../shared/reading/fill-state.ts';
import { findingLook } from '../../shared/rules/finding-look.ts';
import type { Field } from '../../shared/words/field-schema.ts';
import type { Section } from '../../shared/words/form-schema.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { isBoxOf } from '../parts/draft/control-id.ts';
import { useDraft, useDraftSelector } from '../parts/draft/draft-context.tsx';
import { useFindings } from '../parts/draft/field-findings.ts';
import { addProgress, progressOf, share } from '../parts/draft/progress.ts';
import type { OfficeComment } from './field/field-comments.ts';
import classes from './field/form.module.css';

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
  const counted = useDraftSelector((scope) => {
    const progress = addProgress(sections.map((entry) => progressOf(entry.fields, scope)));
    const left = progress.required - progress.filled;
    return progress.required === 0 ? '' : `${Math.floor(share(progress) * 100)} ${left}`;
  });
  const [percent = 0, left = 0] = counted.split(' ').map(Number);
  const wrong = useWrongEntries(sections.flatMap(({ fields }) => fields));
  const whole = left === 0 && wrong === 0;
  return (
    <Stack gap="sm">
      {counted !== '' && (
        <Stack gap={4} px={8}>
          <Text className={classes.small} c="dimmed">
            {left > 0 ? `还差 ${left} 项必填` : wrong > 0 ? `必填都已填，${wrong} 处要改` : '必填都已填'}
          </Text>
          <Progress
            value={percent}
            size="sm"
            color={whole ? 'ok' : 'brand'}
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

/** How many entries of some fields have to be put right: errors about what was filled in, and texts that are no date. */
function useWrongEntries(fields: readonly Field[]): number {
  const { draft, unread } = useDraft();
  const { index } = useWorkspace();
  const boxes = useSyncExternalStore(unread.subscribe, unread.boxes);
  const unreadable = boxes
    .split(' ')
    .filter((box) => box !== '' && fields.some(({ id }) => isBoxOf(box, id))).length;
  const errors = useFindings(draft.id).filter(
    (finding) =>
      fields.some(({ id }) => id === finding.fieldId) &&
      findingLook(finding, index.isMissingRule) === 'wrong',
  ).length;
  return errors + unreadable;
}

/** Rows of tables that have been begun and lack something. */
function useUnfilledRows(fields: readonly Field[]): number {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  const rows = useFindings(draft.id).flatMap(({ fieldId, row, ...finding }) =>
    row !== undefined && index.isMissingRule(finding.ruleId) && fields.some(({ id }) => id === fieldId)
      ? [`${fieldId} ${row}`]
      : [],
  );
  return new Set(rows).size;
}

/** What is said of a part below its name. */
function stateText(state: FillState, left: number, wrong: number): string {
  const words = fillStateWords[state];
  if (state === 'wrong') return `${words} ${wrong} 处${left > 0 ? `，还差 ${left} 项` : ''}`;
  return state === 'begun' || (state === 'untouched' && left > 0) ? `${words}，还差 ${left} 项` : words;
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
  const counted = useDraftSelector((scope) => {
    const { required, filled, touched } = progressOf(entry.fields, scope);
    return `${required} ${filled} ${touched}`;
  });
  const [required = 0, filled = 0, touched = 0] = counted.split(' ').map(Number);
  const wrong = useWrongEntries(entry.fields);
  const rows = useUnfilledRows(entry.fields);
  const state = fillState({ required: required + rows, filled, touched }, wrong);
  return (
    <NavLink
      component="button"
      type="button"
      label={entry.section.title}
      description={
        <>
          <span data-fill-state={state}>{stateText(state, required + rows - filled, wrong)}</span>
          {comments > 0 && <span>，{comments} 处意见</span>}
        </>
      }
      active={active}
      aria-current={active ? 'step' : undefined}
      onClick={onGo}
      rightSection={
        state === 'whole' ? <IconCheck size={16} color="var(--mantine-color-success)" aria-hidden /> : null
      }
      classNames={{ description: classes.small ?? '' }}
      style={{ borderRadius: 'var(--mantine-radius-sm)' }}
    />
  );
}
