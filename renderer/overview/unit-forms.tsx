import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { formTitle } from '../../shared/reading/titles.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import { formPath, paths } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { Progress } from '../parts/draft/progress.ts';
import { ProgressPicture } from './progress-picture.tsx';

/** The unit's own papers of the round: contact table, reports, and the summary made from the nominees. */
export function UnitForms({
  forms,
}: {
  readonly forms: readonly { readonly form: FormDefinition; readonly progress: Progress }[];
}) {
  const { index, round } = useWorkspace();
  const generated = index
    .formsOf('unit')
    .filter((form) => form.rounds.includes(round) && form.sections.length === 0);
  return (
    <Stack gap={6}>
      {forms.map(({ form, progress }) => (
        <Group key={form.id} justify="space-between" wrap="nowrap">
          <Anchor component={Link} href={formPath('unit', form.id)} size="sm">
            {formTitle(form)}
          </Anchor>
          <ProgressPicture progress={progress} />
        </Group>
      ))}
      {generated.map((form) => (
        <Group key={form.id} justify="space-between" wrap="nowrap">
          <Anchor component={Link} href={paths.paper} size="sm">
            {formTitle(form)}
          </Anchor>
          <Text size="sm" c="dimmed">
            由各对象的内容自动生成
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
