import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import { UnconfirmedMark } from '../ui/unconfirmed-mark.tsx';
import type { OfficeComment } from './field/field-comments.ts';
import classes from './field/form.module.css';
import { FieldView } from './field-view.tsx';
import type { SectionFields } from './section-nav.tsx';

/** One part of a form: its title, its fields, and the ways to the parts before and after. */
export function SectionSheet({
  form,
  sections,
  at,
  comments,
  onGo,
  onDone,
}: {
  readonly form: FormDefinition;
  readonly sections: readonly SectionFields[];
  readonly at: number;
  readonly comments: ReadonlyMap<string, readonly OfficeComment[]>;
  readonly onGo: (section: number) => void;
  /** After the last part. */
  readonly onDone: () => void;
}) {
  const entry = sections[at] ?? sections[0];
  if (entry === undefined) return null;
  const last = at === sections.length - 1;
  return (
    <div className={classes.sheet}>
      <Group justify="space-between" mb="md" align="baseline">
        <Title order={2} id="section-title">
          {entry.section.title}
        </Title>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            第 {at + 1} 部分，共 {sections.length} 部分
          </Text>
          {at === 0 && (
            <UnconfirmedMark words="未经官方附件核对" certainty={form.certainty} source={form.source} />
          )}
        </Group>
      </Group>
      {entry.section.intro !== undefined && (
        <Alert variant="light" color="brand" mb="md" p="xs">
          {entry.section.intro}
        </Alert>
      )}
      <div className={classes.container}>
        <div className={classes.grid} key={entry.section.id}>
          {entry.fields.map((field) => (
            <FieldView key={field.id} field={field} comments={comments.get(field.id)} />
          ))}
        </div>
      </div>
      <Group justify="space-between" mt="xl">
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          disabled={at === 0}
          onClick={() => onGo(at - 1)}
        >
          上一部分
        </Button>
        {last ? (
          <Button onClick={onDone}>填完了，回到总览</Button>
        ) : (
          <Button rightSection={<IconArrowRight size={18} aria-hidden />} onClick={() => onGo(at + 1)}>
            下一部分：{sections[at + 1]?.section.title}
          </Button>
        )}
      </Group>
    </div>
  );
}
