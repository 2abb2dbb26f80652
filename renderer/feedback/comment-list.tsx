import { Anchor, List, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Round, SubjectKind } from '../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';
import { formPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { FieldComment } from '../parts/review/verdict.ts';

/** The first form of the round in which a field can be filled; undefined when no guided form shows it. */
function formWith(pack: CampaignPack, round: Round, kind: SubjectKind, fieldId: string): string | undefined {
  return pack.forms.find(
    (form) =>
      form.subject === kind &&
      form.rounds.includes(round) &&
      form.sections.some((section) => section.fields.includes(fieldId)),
  )?.id;
}

/** Comments on fields, each with the way to the field in the guided form. */
export function CommentList({
  subjectId,
  kind,
  round,
  comments,
}: {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly round: Round;
  readonly comments: readonly FieldComment[];
}) {
  const { index } = useWorkspace();
  if (comments.length === 0) return null;
  return (
    <List size="sm" spacing={4}>
      {comments.map((comment) => {
        const label = index.field(kind, comment.fieldId)?.label ?? comment.fieldId;
        const form = formWith(index.pack, round, kind, comment.fieldId);
        return (
          <List.Item key={comment.fieldId}>
            {form === undefined ? (
              <Text span fw={600} size="sm">
                {label}
              </Text>
            ) : (
              <Anchor component={Link} href={formPath(subjectId, form, comment.fieldId)} size="sm" fw={600}>
                {label}
              </Anchor>
            )}
            ：{comment.text}
          </List.Item>
        );
      })}
    </List>
  );
}
