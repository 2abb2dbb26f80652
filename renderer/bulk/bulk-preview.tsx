import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  Paper,
  ScrollArea,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { BulkProblems, BulkRemarks } from './bulk-problems.tsx';

type Preview = ApiResult<'bulk.read'>;
type Person = Preview['people'][number];

const stateWords = { new: '新增', changed: '改动', same: '没有变化' } as const;
const stateColours = { new: 'ok', changed: 'caution', same: 'gray' } as const;

function Changes({ person }: { readonly person: Person }) {
  const { state, changes } = person;
  if (state === 'same')
    return (
      <Text size="sm" c="dimmed">
        与名单里的一样，跳过
      </Text>
    );
  // Of somebody new everything is new: one short text, so that many people fit on the screen.
  if (state === 'new')
    return (
      <Text size="sm" lineClamp={2}>
        {changes.map(({ label, into }) => `${label}：${into}`).join('　')}
      </Text>
    );
  return (
    <Stack gap={2}>
      {changes.map(({ label, from, into }) => (
        <Text key={label} size="sm" lineClamp={3}>
          <Text span c="dimmed">
            {label}：
          </Text>
          {from === '' ? '（空）' : from} → {into}
        </Text>
      ))}
    </Stack>
  );
}

/** What a workbook would bring, row by row with ticks; nothing is written before the clerk takes it. */
export function BulkPreview({
  preview,
  busy,
  onTake,
  onCancel,
  onCorrections,
}: {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onTake: (keys: readonly string[]) => void;
  readonly onCancel: () => void;
  readonly onCorrections: () => void;
}) {
  const { people, problems, remarks, quotas } = preview;
  const open = people.filter(({ state }) => state !== 'same');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const ticked = open.filter(({ key }) => !left.has(key));
  const toggle = (key: string) =>
    setLeft((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const count = (state: Person['state']) => people.filter((person) => person.state === state).length;
  const rows = new Set(problems.map(({ sheet, row }) => `${sheet}!${row}`)).size;
  return (
    <Paper withBorder p="md" component="section" aria-label="预览">
      <Stack gap="sm">
        <Title order={2} size="h3">
          预览：{preview.fileName}
        </Title>
        <Group justify="space-between" wrap="wrap">
          <Text size="sm" role="status">
            新增 {count('new')} 个，改动 {count('changed')} 个，没有变化 {count('same')} 个，有问题 {rows} 行
          </Text>
          <Group gap="sm">
            <Button
              loading={busy}
              disabled={ticked.length === 0}
              onClick={() => onTake(ticked.map(({ key }) => key))}
            >
              导入 {ticked.length} 个
            </Button>
            <Button variant="default" onClick={onCancel}>
              不导入
            </Button>
          </Group>
        </Group>
        {quotas.map((sentence) => (
          <Alert key={sentence} color="caution" icon={<IconAlertTriangle aria-hidden />}>
            {sentence}
          </Alert>
        ))}
        {people.length > 0 && (
          <ScrollArea.Autosize viewportProps={{ tabIndex: 0 }} mah={360}>
            <Table aria-label="将要导入的推荐对象" stickyHeader verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={44}>
                    <Checkbox
                      aria-label="全选"
                      checked={open.length > 0 && ticked.length === open.length}
                      indeterminate={ticked.length > 0 && ticked.length < open.length}
                      disabled={open.length === 0}
                      onChange={() =>
                        setLeft(
                          ticked.length === open.length ? new Set(open.map(({ key }) => key)) : new Set(),
                        )
                      }
                    />
                  </Table.Th>
                  <Table.Th w={190}>行和姓名</Table.Th>
                  <Table.Th w={100}>怎么处理</Table.Th>
                  <Table.Th>表里的内容</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {people.map((person) => (
                  <Table.Tr key={person.key}>
                    <Table.Td>
                      <Checkbox
                        aria-label={`导入 ${person.name}`}
                        checked={person.state !== 'same' && !left.has(person.key)}
                        disabled={person.state === 'same'}
                        onChange={() => toggle(person.key)}
                      />
                    </Table.Td>
                    <Table.Td fw={600}>
                      第{person.row}行 {person.name}
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={stateColours[person.state]}>
                        {stateWords[person.state]}
                      </Badge>
                    </Table.Td>
                    <Table.Td>
                      <Changes person={person} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        )}
        {rows > 0 && (
          <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title={`有 ${rows} 行不能导入`}>
            <Group justify="space-between" wrap="wrap" gap="xs">
              <Text size="sm">
                可以把这些行另存成表格：有问题的格标了颜色，最后一列写着原因，改好后直接导入。
              </Text>
              <Button
                variant="default"
                size="compact-md"
                leftSection={<IconDownload size={16} aria-hidden />}
                onClick={onCorrections}
              >
                另存有问题的行
              </Button>
            </Group>
          </Alert>
        )}
        <BulkProblems problems={problems} />
        <BulkRemarks remarks={remarks} />
      </Stack>
    </Paper>
  );
}
