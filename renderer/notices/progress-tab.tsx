import { Badge, Button, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { dueOf } from '../../shared/calendar/planner.ts';
import { campaignCalendar } from '../../shared/calendar/workdays.ts';
import { type NoticeGroup, noticeFields, noticeGroups } from '../../shared/checklist/notice-groups.ts';
import { type NoticeStage, noticeStatus, stageLabels } from '../../shared/checklist/notice-status.ts';
import { useSettings } from '../kit/use-settings.ts';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { Panel } from '../ui/panel.tsx';
import { ResultModal } from './result-modal.tsx';
import type { NomineeRecord } from './use-records.ts';

const colors: Readonly<Record<NoticeStage, string>> = {
  unplanned: 'gray',
  planned: 'brand',
  running: 'brand',
  short: 'danger',
  late: 'danger',
  objection: 'caution',
  open: 'caution',
  done: 'ok',
};

/** Every nominee's public notices: dates, workdays counted, objections, and registering the result. */
export function ProgressTab({ nominees }: { readonly nominees: readonly NomineeRecord[] }) {
  const { index } = useWorkspace();
  const settings = useSettings();
  return (
    <Stack gap="md">
      {noticeGroups(index.pack, settings).map((group) => (
        <Panel key={group.key} title={group.title}>
          <GroupTable group={group} nominees={nominees} />
        </Panel>
      ))}
    </Stack>
  );
}

function GroupTable({
  group,
  nominees,
}: {
  readonly group: NoticeGroup;
  readonly nominees: readonly NomineeRecord[];
}) {
  const { index } = useWorkspace();
  const [editing, setEditing] = useState<NomineeRecord | null>(null);
  const calendar = campaignCalendar(index.pack.campaign.calendar);
  const due = dueOf(index.pack, group.before);
  const today = useToday();
  return (
    <>
      <ScrollArea viewportProps={{ tabIndex: 0 }}>
        <Table aria-label={`${group.title}进度`} miw={820} layout="fixed" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>推荐对象</Table.Th>
              <Table.Th w={220}>起止日期</Table.Th>
              <Table.Th w={80}>工作日</Table.Th>
              <Table.Th w={100}>有无异议</Table.Th>
              <Table.Th w={180}>状态</Table.Th>
              <Table.Th w={90}>操作</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {nominees.map((nominee) => {
              const fields = noticeFields(index.pack, group, nominee.kind);
              const { content } = nominee.record;
              const status = noticeStatus({ content, group, fields, calendar, due, today });
              const objections = fields.objections === undefined ? undefined : content[fields.objections];
              return (
                <Table.Tr key={nominee.id}>
                  <Table.Td>{nominee.name}</Table.Td>
                  <Table.Td>
                    {status.start === null || status.end === null ? '—' : `${status.start} 至 ${status.end}`}
                  </Table.Td>
                  <Table.Td>
                    {status.workdays === null ? '—' : `${status.workdays} / ${group.workdays}`}
                  </Table.Td>
                  <Table.Td>{objections === true ? '有' : objections === false ? '无' : '未登记'}</Table.Td>
                  <Table.Td>
                    <Badge color={colors[status.stage]} variant="light" radius="sm">
                      {stageLabels[status.stage]}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`登记${nominee.name}的${group.title}`}
                      onClick={() => setEditing(nominee)}
                    >
                      登记
                    </Button>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {nominees.length === 0 && (
        <Text size="sm" c="dimmed">
          本轮还没有推荐对象。
        </Text>
      )}
      {editing !== null && (
        <ResultModal key={editing.id} group={group} nominee={editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
