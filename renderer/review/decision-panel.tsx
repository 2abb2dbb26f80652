import { Alert, Button, Group, Paper, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Decision } from '../../shared/words/feedback-schema.ts';
import type { SubjectKind } from '../../shared/words/field-schema.ts';
import type { NomineeReview } from '../../shared/words/review-schema.ts';
import { registerDraft } from '../kit/drafts.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { type Verdict, verdictLabels } from '../parts/review/verdict.ts';

const verdicts: readonly { readonly value: Verdict; readonly description: string }[] = [
  { value: 'accept', description: '材料合格，进入下一步' },
  { value: 'return', description: '按意见改正后重报新版' },
  { value: 'reject', description: '不再进入后续环节' },
];

interface Earlier {
  readonly revision: number;
  readonly kind: SubjectKind;
  readonly decision: Decision;
}

/** The decision on one nominee and the reason that goes with it. */
export function DecisionPanel({
  name,
  review,
  decidedByComment,
  earlier,
  onVerdict,
  onNote,
}: {
  readonly name: string;
  readonly review: NomineeReview;
  /** The decision came with a comment just written, and nobody chose it. */
  readonly decidedByComment: boolean;
  /** What was decided on the revision before. */
  readonly earlier: Earlier | undefined;
  /** Null takes the decision back; what was written stays. */
  readonly onVerdict: (verdict: Verdict | null) => void;
  readonly onNote: (note: string) => unknown;
}) {
  const { decision, note, comments } = review;
  return (
    <Paper withBorder p="md" component="section" aria-label="决定">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4">
            决定
          </Title>
          {decision !== null && !decidedByComment && (
            <Button size="compact-xs" variant="subtle" onClick={() => onVerdict(null)}>
              改回未决定
            </Button>
          )}
        </Group>
        {decidedByComment && (
          <Alert color="caution" p="xs" role="status">
            <Text size="sm">写了意见，决定已同时选为“退回修改”。</Text>
            <Button size="compact-xs" variant="default" mt={4} onClick={() => onVerdict(null)}>
              不退回，改回未决定
            </Button>
          </Alert>
        )}
        <Radio.Group
          aria-label={`对“${name}”的决定`}
          value={decision}
          onChange={(value) => {
            const verdict = verdicts.find((entry) => entry.value === value)?.value;
            if (verdict !== undefined) onVerdict(verdict);
          }}
        >
          <Stack gap="xs">
            {verdicts.map((verdict) => (
              <Radio
                key={verdict.value}
                value={verdict.value}
                label={verdictLabels[verdict.value]}
                description={verdict.description}
              />
            ))}
          </Stack>
        </Radio.Group>
        <SavedTextarea
          label="说明"
          placeholder={decision === null ? '先选择一个决定' : '随反馈一起发给报送单位'}
          disabled={decision === null}
          value={note}
          onSave={onNote}
        />
        {comments.length > 0 && (
          <Text size="sm" c="dimmed">
            另有 {comments.length} 条栏目意见，随反馈一起发出。
          </Text>
        )}
        {earlier !== undefined && <EarlierDecision {...earlier} />}
      </Stack>
    </Paper>
  );
}

function EarlierDecision({ revision, kind, decision: { decision, note, comments } }: Earlier) {
  const { index } = useWorkspace();
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        第 {revision} 版的决定：{verdictLabels[decision]}
        {note !== '' && `。${note}`}
      </Text>
      {comments.map(({ fieldId, text }) => (
        <Text key={fieldId} size="sm" c="dimmed">
          {index.field(kind, fieldId)?.label ?? fieldId}：{text}
        </Text>
      ))}
    </Stack>
  );
}

/** A text that saves itself when the writer stops or leaves; one saved step per pause, not per keystroke. */
export function SavedTextarea({
  label,
  placeholder,
  disabled = false,
  value,
  onSave,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly disabled?: boolean;
  readonly value: string;
  /** Gives, if it likes, the promise of the text being written. */
  readonly onSave: (text: string) => unknown;
}) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // Undo or another revision changed the saved text from outside.
    setKnown(value);
    setText(value);
  }
  const dirty = text !== value;
  useEffect(() => {
    if (!dirty) return;
    const timer = window.setTimeout(() => onSave(text), 1200);
    const off = registerDraft({
      flush: async () => {
        await onSave(text);
      },
      isDirty: () => true,
    });
    return () => {
      window.clearTimeout(timer);
      off();
    };
  }, [dirty, text, onSave]);
  return (
    <Textarea
      label={label}
      placeholder={placeholder}
      disabled={disabled}
      autosize
      minRows={3}
      maxRows={12}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (dirty) onSave(text);
      }}
    />
  );
}
