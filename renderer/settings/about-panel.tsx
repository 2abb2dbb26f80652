import { DataList, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { PackProblems } from '../parts/keys/pack-problems.tsx';
import { Panel } from '../ui/panel.tsx';
import { DiagnosticsPanel } from './diagnostics-panel.tsx';
import { licences } from './licences.ts';

const shells = { electron: '桌面程序', local: '本机浏览器窗口', cli: '命令行' } as const;

/** Versions and licences. */
export function AboutPanel() {
  const info = useEngineQuery('app.info', {});
  const { info: workspace } = useWorkspace();
  return (
    <Stack gap="md">
      <Panel title="荐表">
        <Loaded query={info} label="正在读取版本">
          {(value) => (
            <>
              <DataList labelWidth="11rem">
                <Entry label="程序版本" value={value.version} />
                <Entry label="运行方式" value={shells[value.shell]} />
                <Entry label="运行环境" value={value.runtime} />
                <Entry label="数据库" value={`SQLite ${value.sqlite}`} />
                <Entry
                  label="本工作区用的活动资料"
                  value={`${workspace.campaignTitle}（第 ${workspace.campaignVersion} 版）`}
                />
                <Entry
                  label="本机上的活动资料"
                  value={value.campaigns
                    .map((entry) => `${entry.title}（第 ${entry.version} 版）`)
                    .join('、')}
                />
                <Entry label="许可" value="Apache-2.0" />
              </DataList>
              <PackProblems problems={value.problems} />
            </>
          )}
        </Loaded>
        <Text size="sm" c="dimmed" mt="md">
          本程序只在本机运行，从不联网，不收集任何信息。表格凡标“未核对”的，是通知没有写明、按通行做法补齐的，以官方附件为准。
        </Text>
      </Panel>
      <DiagnosticsPanel />
      <Panel title="第三方组件与许可">
        <ScrollArea viewportProps={{ tabIndex: 0 }} mah={360}>
          <Table aria-label="第三方组件与许可" stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>组件</Table.Th>
                <Table.Th>许可</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {licences.map((entry) => (
                <Table.Tr key={entry.name}>
                  <Table.Td>{entry.name}</Table.Td>
                  <Table.Td>{entry.licence}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      </Panel>
    </Stack>
  );
}

function Entry({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{value}</DataList.ItemValue>
    </DataList.Item>
  );
}
