import { Group, Radio, Select, Stack } from '@mantine/core';
import { useAppearance } from '../kit/appearance.tsx';
import { DEFAULT_IDLE_MINUTES, IDLE_KEY } from '../kit/use-lock.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { Panel } from '../ui/panel.tsx';

/** Colours, contrast, and when the workspace locks by itself. */
export function LookPanel() {
  const { colorScheme, setColorScheme, contrast, setContrast } = useAppearance();
  const [idle, setIdle] = useRemembered(IDLE_KEY, DEFAULT_IDLE_MINUTES);
  return (
    <Stack gap="md">
      <Panel title="外观">
        <Stack gap="md">
          <Radio.Group
            label="颜色"
            value={colorScheme}
            onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
          >
            <Group mt="xs">
              <Radio value="auto" label="随系统" />
              <Radio value="light" label="浅色" />
              <Radio value="dark" label="深色" />
            </Group>
          </Radio.Group>
          <Radio.Group
            label="对比度"
            value={contrast}
            onChange={(value) => setContrast(value === 'high' || value === 'normal' ? value : 'auto')}
          >
            <Group mt="xs">
              <Radio value="auto" label="对比度随系统" />
              <Radio value="normal" label="普通" />
              <Radio value="high" label="高对比度" />
            </Group>
          </Radio.Group>
        </Stack>
      </Panel>
      <Panel title="自动锁定">
        <Select
          label="多久不操作就锁定"
          description="锁定前会先保存全部内容，回来时输入口令继续。"
          allowDeselect={false}
          maw={280}
          value={idle}
          onChange={(value) => setIdle(value ?? DEFAULT_IDLE_MINUTES)}
          data={[
            { value: '5', label: '5 分钟' },
            { value: '15', label: '15 分钟' },
            { value: '30', label: '30 分钟' },
            { value: '60', label: '1 小时' },
            { value: '0', label: '不自动锁定' },
          ]}
        />
      </Panel>
    </Stack>
  );
}
