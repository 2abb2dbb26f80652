import { Group, Stack, Switch, Tabs, Title } from '@mantine/core';
import { useState } from 'react';
import {
  effectiveSettings,
  formsFor,
  type SubjectView,
  scopeOf,
  visibleFields,
} from '../../shared/reading/lookup.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import type { Submission } from '../../shared/words/submission-schema.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { FieldComment } from '../parts/review/verdict.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldRow, type FileLookup } from './field-row.tsx';
import { FindingLine } from './finding-line.tsx';
import { commentOn } from './review-draft.ts';

/** One subject of a submission read-only, form by form, from the same definitions the clerk filled in. */
export function RecordView({
  submission,
  subject,
  findings,
  comments,
  onComment,
  fileOf,
}: {
  readonly submission: Submission;
  readonly subject: SubjectView;
  readonly findings: readonly Finding[];
  readonly comments: readonly FieldComment[];
  readonly onComment?: (fieldId: string, text: string) => unknown;
  readonly fileOf: FileLookup;
}) {
  const { index } = useWorkspace();
  const [onlyMarked, setOnlyMarked] = useState(false);
  const settings = effectiveSettings(index.pack, submission.settings);
  const scope = scopeOf(subject.content, submission.unit.content, settings);
  const forms = formsFor(index.pack, submission.round, subject.kind, scope).filter(
    (form) => form.sections.length > 0,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const current = forms.find((form) => form.id === chosen) ?? forms[0];
  if (current === undefined) {
    return <EmptyState title="这一轮没有要填的表" description="活动包没有为这类对象规定表格。" />;
  }
  const general = findings.filter((finding) => finding.fieldId === undefined);
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Tabs value={current.id} onChange={setChosen} variant="outline">
          <Tabs.List aria-label="表格">
            {forms.map((form) => (
              <Tabs.Tab key={form.id} value={form.id}>
                {form.annex === undefined ? form.title : `附件${form.annex}`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <Switch
          label="只看有问题的栏目"
          checked={onlyMarked}
          onChange={(event) => setOnlyMarked(event.currentTarget.checked)}
        />
      </Group>
      <Title order={2} size="h3">
        {current.title}
      </Title>
      {general.map((finding) => (
        <FindingLine key={finding.key} finding={finding} />
      ))}
      <Sections
        key={current.id}
        form={current}
        visible={visibleFields(index.pack, current, scope)}
        subject={subject}
        findings={findings}
        comments={comments}
        onlyMarked={onlyMarked}
        fileOf={fileOf}
        {...(onComment === undefined ? {} : { onComment })}
      />
    </Stack>
  );
}

function Sections({
  form,
  visible,
  subject,
  findings,
  comments,
  onlyMarked,
  onComment,
  fileOf,
}: {
  readonly form: FormDefinition;
  readonly visible: ReturnType<typeof visibleFields>;
  readonly subject: SubjectView;
  readonly findings: readonly Finding[];
  readonly comments: readonly FieldComment[];
  readonly onlyMarked: boolean;
  readonly onComment?: (fieldId: string, text: string) => unknown;
  readonly fileOf: FileLookup;
}) {
  const draft = { general: '', unitComments: [...comments], decisions: [] };
  const marked = (fieldId: string) =>
    findings.some((finding) => finding.fieldId === fieldId) || commentOn(draft, 'unit', fieldId) !== '';
  const shown = visible.filter(({ field }) => !onlyMarked || marked(field.id));
  if (shown.length === 0) {
    return (
      <EmptyState title="这张表没有检查结果和意见" description="关掉“只看有问题的栏目”可以看到全部内容。" />
    );
  }
  return form.sections.map((section) => {
    const rows = shown.filter((entry) => entry.sectionId === section.id);
    if (rows.length === 0) return null;
    return (
      <section key={section.id} aria-label={section.title}>
        <Title order={3} size="h4" mb={4} mt="xs">
          {section.title}
        </Title>
        <dl style={{ margin: 0 }}>
          {rows.map(({ field }) => (
            <FieldRow
              key={field.id}
              field={field}
              value={subject.content[field.id]}
              findings={findings.filter((finding) => finding.fieldId === field.id)}
              comment={commentOn(draft, 'unit', field.id)}
              fileOf={fileOf}
              {...(onComment === undefined ? {} : { onComment: (text: string) => onComment(field.id, text) })}
            />
          ))}
        </dl>
      </section>
    );
  });
}
