import { Group, Stack, Text } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { type FocusEvent, type ReactNode, useMemo, useState } from 'react';
import { isRequired } from '../../../shared/reading/lookup.ts';
import { findingLook } from '../../../shared/rules/finding-look.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { ClauseHint } from '../../kit/clause-hint.tsx';
import { useWorkspace } from '../../kit/workspace.tsx';
import { controlId } from '../../parts/draft/control-id.ts';
import { useDraftSelector } from '../../parts/draft/draft-context.tsx';
import { LOOKS } from '../../parts/findings/looks.tsx';
import { receiverName } from '../../ui/level-words.ts';
import { UnconfirmedMark } from '../../ui/unconfirmed-mark.tsx';
import { useSteady } from '../../ui/use-steady.ts';
import type { OfficeComment } from './field-comments.ts';
import { FieldHelpers } from './field-helpers.tsx';
import classes from './form.module.css';

/** Ids that tie a control to its label and to what is said about it. */
export interface FieldIds {
  readonly control: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

/**
 * Label, clause, certainty, the office's comments, the control, help and findings. `group` fields (radios, tables,
 * files) are named by aria-labelledby; others by a label element.
 */
export function FieldFrame({
  field,
  findings,
  comments,
  group,
  children,
}: {
  readonly field: Field;
  readonly findings: readonly Finding[];
  readonly comments: readonly OfficeComment[];
  readonly group: boolean;
  readonly children: (ids: FieldIds) => ReactNode;
}) {
  const required = useDraftSelector((scope) => isRequired(field, scope));
  const id = controlId(field.id);
  const { index, info } = useWorkspace();
  // An empty required field is no mistake before the clerk has been there: the star says enough.
  const [left, setLeft] = useState(false);
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true);
  };
  const due = useMemo(
    () =>
      findings.flatMap((finding) => {
        const look = findingLook(finding, index.isMissingRule);
        return look === 'note' || (look === 'unfilled' && !left) ? [] : [{ finding, look }];
      }),
    [findings, left, index],
  );
  const shown = useSteady(due);
  const helpId = field.help === undefined ? undefined : `${id}-help`;
  const findingsId = shown.length === 0 ? undefined : `${id}-findings`;
  const commentId = comments.length === 0 ? undefined : `${id}-comments`;
  const describedBy =
    [commentId, helpId, findingsId].filter((part) => part !== undefined).join(' ') || undefined;
  const ids: FieldIds = {
    control: id,
    label: `${id}-label`,
    describedBy,
    invalid: shown.some(({ look }) => look === 'wrong'),
    required,
  };
  return (
    <Stack gap={4} data-field={field.id} className={classes.field} onBlur={onBlur}>
      <Group gap={6} className={classes.labelRow}>
        {group ? (
          <span id={ids.label} className={classes.label}>
            {field.label}
          </span>
        ) : (
          <label id={ids.label} htmlFor={id} className={classes.label}>
            {field.label}
          </label>
        )}
        {required && (
          <span aria-hidden className={classes.star}>
            *
          </span>
        )}
        <FieldHelpers>
          {field.clauses.map((clause) => (
            <ClauseHint key={clause} clause={clause} />
          ))}
          <UnconfirmedMark certainty={field.certainty} source={field.source} />
        </FieldHelpers>
      </Group>
      {comments.length > 0 && (
        <div id={commentId} className={classes.comment}>
          {comments.map((comment) => (
            <Group key={comment.text} gap={6} wrap="nowrap" align="flex-start">
              <IconMessage2 size={16} aria-hidden className={classes.commentIcon} />
              <Text size="sm">
                <strong>{receiverName(info.role)}意见：</strong>
                {comment.text}
              </Text>
            </Group>
          ))}
        </div>
      )}
      {children(ids)}
      {/* One line is kept for help or message, so that a message never moves the field that the hand is going to. */}
      <div className={classes.below} data-said={shown.length > 0 || undefined}>
        {field.help !== undefined && (
          <Text id={helpId} className={classes.help} c="dimmed">
            {field.help}
          </Text>
        )}
        {shown.length > 0 && (
          <div id={findingsId} className={classes.said}>
            {shown.map(({ finding, look }) => {
              const { icon: Icon, label } = LOOKS[look];
              return (
                <Group
                  key={finding.key}
                  gap={4}
                  wrap="nowrap"
                  align="flex-start"
                  className={classes.look}
                  data-look={look}
                >
                  <Icon size={15} aria-label={label} className={classes.findingIcon} />
                  <Text className={classes.small} component="span">
                    {look === 'unfilled' ? '还没填' : look === 'explained' ? '已说明' : finding.message}
                  </Text>
                </Group>
              );
            })}
          </div>
        )}
      </div>
    </Stack>
  );
}
