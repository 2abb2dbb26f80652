import { Anchor, Badge, Paper, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { Link } from 'wouter';
import {
  type Consultation,
  consultationRound,
  consultationsOf,
} from '../../shared/checklist/consultation-state.ts';
import { scopeOf } from '../../shared/reading/lookup.ts';
import { formPath } from '../kit/paths.ts';
import { useSettings } from '../kit/use-settings.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { NomineeRecord } from './use-records.ts';

const looks = {
  missing: { color: 'gray', label: '未征求' },
  waiting: { color: 'caution', label: '等回复' },
  agreed: { color: 'ok', label: '同意' },
  refused: { color: 'danger', label: '不同意' },
} as const;

/** Which departments have to be asked about each nominee, and what they answered. */
export function ConsultationTab({
  nominees,
  unit,
}: {
  readonly nominees: readonly NomineeRecord[];
  readonly unit: NomineeRecord['record'];
}) {
  const { index, info } = useWorkspace();
  const settings = useSettings();
  const when = consultationRound(index.pack);
  const rows = nominees.map((nominee) => ({
    nominee,
    list: consultationsOf(index.pack, nominee.kind, scopeOf(nominee.record.content, unit.content, settings)),
  }));
  if (rows.every((row) => row.list.length === 0)) {
    return (
      <EmptyState
        icon={<IconMessage2 size={40} />}
        title={info.role === 'host' ? '征求意见由推荐单位办理' : '没有要征求意见的推荐对象'}
        description={
          info.role === 'host'
            ? '推荐单位收到本单位的材料后，按通知向有关部门征求意见。本单位不用在这里登记。'
            : '添加推荐对象、填写单位性质和职务后，这里会列出要征求哪些部门的意见。'
        }
      />
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        部门按通知的次序列出，随推荐对象的单位性质而不同。
        {when !== undefined && `征求意见在${when}阶段进行，`}盖章的意见表扫描件附在填表页。
      </Text>
      <Paper withBorder>
        <ScrollArea viewportProps={{ tabIndex: 0 }}>
          <Table aria-label="征求意见情况" miw={820} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>推荐对象</Table.Th>
                <Table.Th>部门</Table.Th>
                <Table.Th>意见</Table.Th>
                <Table.Th>盖章单位</Table.Th>
                <Table.Th>盖章日期</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.flatMap(({ nominee, list }) =>
                list.map((entry, position) => (
                  <Table.Tr key={`${nominee.id}-${entry.department}`}>
                    {position === 0 && (
                      <Table.Td rowSpan={list.length} maw={260} style={{ verticalAlign: 'top' }}>
                        <NomineeLink nominee={nominee} table={entry.table} />
                      </Table.Td>
                    )}
                    <ConsultationCells entry={entry} />
                  </Table.Tr>
                )),
              )}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      </Paper>
    </Stack>
  );
}

function NomineeLink({ nominee, table }: { readonly nominee: NomineeRecord; readonly table: string }) {
  const { index } = useWorkspace();
  const form = index.pack.forms.find(
    (entry) =>
      entry.subject === nominee.kind && entry.sections.some((section) => section.fields.includes(table)),
  );
  return form === undefined ? (
    <Text size="sm">{nominee.name}</Text>
  ) : (
    <Anchor component={Link} href={formPath(nominee.id, form.id, table)} size="sm">
      {nominee.name}
    </Anchor>
  );
}

function ConsultationCells({ entry }: { readonly entry: Consultation }) {
  const { color, label } = looks[entry.state];
  return (
    <>
      <Table.Td>{entry.department}</Table.Td>
      <Table.Td>
        <Badge color={color} variant="light" radius="sm">
          {entry.reply === '' ? label : entry.reply}
        </Badge>
      </Table.Td>
      <Table.Td>{entry.sealUnit === '' ? '—' : entry.sealUnit}</Table.Td>
      <Table.Td>{entry.date === '' ? '—' : entry.date}</Table.Td>
    </>
  );
}
