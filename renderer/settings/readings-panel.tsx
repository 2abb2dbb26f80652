import { Badge, Group, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';
import { ClauseHint } from '../kit/clause-hint.tsx';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Setting = CampaignPack['campaign']['settings'][number];

/** What the notice leaves open: both readings side by side, and which one this workspace follows. */
export function ReadingsPanel() {
  const { index } = useWorkspace();
  const chosen = useEngineQuery('campaign.settings', {});
  const settings = index.pack.campaign.settings;
  if (settings.length === 0) return <EmptyState title="通知没有留下两可的地方" />;
  return (
    <Loaded query={chosen} label="正在读取设置">
      {(values) => (
        <Stack gap="md">
          <Text size="sm">
            通知有 {settings.length}{' '}
            处没有写明。每一处列出可能的理解，请按上级答复选择；选定的口径会随材料一起报送，收件单位看得到。
          </Text>
          {settings.map((setting) => (
            <Reading key={setting.id} setting={setting} value={values[setting.id] ?? setting.default} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function Reading({ setting, value }: { readonly setting: Setting; readonly value: Setting['default'] }) {
  const save = useEngineMutation('campaign.setSetting');
  const heading = `reading-${setting.id}`;
  const shown = save.isPending ? save.variables.value : value;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={heading}>
      <Group gap="xs" mb={4}>
        <Title order={2} size="h4" id={heading}>
          {setting.title}
        </Title>
        {setting.clauses.map((clause) => (
          <ClauseHint key={clause} clause={clause} />
        ))}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {setting.question}
      </Text>
      <Radio.Group
        aria-labelledby={heading}
        value={JSON.stringify(shown)}
        onChange={(next) => {
          const option = setting.options.find((entry) => JSON.stringify(entry.value) === next);
          if (option !== undefined) save.mutate({ id: setting.id, value: option.value });
        }}
      >
        <Stack gap="xs">
          {setting.options.map((option) => (
            <Radio
              key={JSON.stringify(option.value)}
              value={JSON.stringify(option.value)}
              label={
                <Group gap={6} component="span">
                  {option.label}
                  {option.value === setting.default && (
                    <Badge variant="default" radius="sm">
                      默认
                    </Badge>
                  )}
                </Group>
              }
              description={option.reading}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Paper>
  );
}
