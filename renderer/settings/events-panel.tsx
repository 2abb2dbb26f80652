import { Alert, Paper, ScrollArea, Select, Stack, Table } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded, together } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { timeText } from '../ui/format.ts';
import { eventDetail, eventName, eventWords } from './event-text.ts';

/** The hash-chained log of what was done in this workspace, and whether the chain is whole. */
export function EventsPanel() {
  const { index } = useWorkspace();
  const [limit, setLimit] = useState('100');
  const names = together({
    nominees: useEngineQuery('records.list', {}),
    removed: useEngineQuery('records.removed', {}),
  });
  const words = names.data && eventWords(index, [...names.data.nominees, ...names.data.removed]);
  const readings = together({
    log: useEngineQuery('workspace.events', { limit: Number(limit) }, { keepPrevious: true }),
    words: { ...names, data: words },
  });
  return (
    <Loaded query={readings} label="正在核对操作记录">
      {({ log, words }) => (
        <Stack gap="sm">
          {log.intact ? (
            <Alert color="ok" icon={<IconShieldCheck aria-hidden />} title="操作记录完整">
              每一条记录都和前一条相扣，没有被删改。
            </Alert>
          ) : (
            <Alert
              color="danger"
              icon={<IconAlertTriangle aria-hidden />}
              title="操作记录被改动过"
              role="alert"
            >
              记录之间的衔接断了，说明数据文件在程序之外被改过。请停止使用这个工作区，从备份恢复，并报告单位保密或信息化部门。
            </Alert>
          )}
          <Select
            label="显示最近"
            allowDeselect={false}
            value={limit}
            onChange={(value) => setLimit(value ?? '100')}
            data={[
              { value: '100', label: '100 条' },
              { value: '1000', label: '1000 条' },
            ]}
            maw={160}
          />
          <Paper withBorder>
            <ScrollArea viewportProps={{ tabIndex: 0 }} mah={520}>
              <Table aria-label="操作记录" stickyHeader verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={70}>序号</Table.Th>
                    <Table.Th w={150}>时间</Table.Th>
                    <Table.Th w={160}>操作</Table.Th>
                    <Table.Th>说明</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {[...log.events]
                    .sort((a, b) => b.seq - a.seq)
                    .map((event) => (
                      <Table.Tr key={event.seq}>
                        <Table.Td>{event.seq}</Table.Td>
                        <Table.Td style={{ whiteSpace: 'nowrap' }}>{timeText(event.at)}</Table.Td>
                        <Table.Td>{eventName(event.kind)}</Table.Td>
                        <Table.Td>{eventDetail(event, words)}</Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          </Paper>
        </Stack>
      )}
    </Loaded>
  );
}
