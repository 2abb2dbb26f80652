import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { formPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { Use } from './nominee-facts.ts';

/** Up to this limit each place is drawn as one piece of the bar. */
const PIECES = 20;

/** Quota and 县处级 use as bars: one piece for each place, the ones too many in red. */
export function UsePictures({ uses }: { readonly uses: readonly Use[] }) {
  return (
    <Stack gap="sm">
      {uses.map((use) => (
        <UsePicture key={use.id} use={use} />
      ))}
    </Stack>
  );
}

function UsePicture({ use }: { readonly use: Use }) {
  const { index } = useWorkspace();
  const { limit, used } = use;
  const form =
    use.field === undefined
      ? undefined
      : index
          .formsOf('unit')
          .find((one) => one.sections.some((section) => section.fields.includes(use.field ?? '')));
  if (limit === null) {
    return (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {use.label}
        </Text>
        <Text size="sm">
          已列 {used} 个，
          {form === undefined ? (
            '名额未填'
          ) : (
            <Anchor component={Link} href={formPath('unit', form.id, use.field)} size="sm">
              填写下达的名额
            </Anchor>
          )}
        </Text>
      </Group>
    );
  }
  const over = Math.max(0, used - limit);
  const whole = Math.max(limit, used, 1);
  const text = over > 0 ? `${used} / ${limit}，超出 ${over}` : `${used} / ${limit}`;
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {use.label}
        </Text>
        <Text size="sm" c={over > 0 ? 'var(--mantine-color-error)' : 'var(--mantine-color-text)'}>
          {text}
        </Text>
      </Group>
      <Progress.Root size={14} role="img" aria-label={`${use.label}：${text}`}>
        {whole <= PIECES
          ? Array.from({ length: whole }, (_, at) => `${use.id}-${at + 1}`).map((key, at) => (
              <Progress.Section
                key={key}
                value={100 / whole}
                color={at >= used ? 'transparent' : at >= limit ? 'danger' : 'brand'}
                withAria={false}
                style={{
                  borderInlineEnd: at + 1 < whole ? '2px solid var(--mantine-color-body)' : undefined,
                }}
              />
            ))
          : [
              <Progress.Section
                key="used"
                value={(Math.min(used, limit) / whole) * 100}
                color="brand"
                withAria={false}
              />,
              <Progress.Section key="over" value={(over / whole) * 100} color="danger" withAria={false} />,
            ]}
      </Progress.Root>
    </Stack>
  );
}
