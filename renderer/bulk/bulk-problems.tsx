import { List, ScrollArea, Stack, Table, Text } from '@mantine/core';
import type { ApiResult } from '../../shared/api.ts';
import { numbered } from '../ui/numbered.ts';

type Problems = ApiResult<'bulk.read'>['problems'];

/** Rows that cannot come in: whose, where, why. */
export function BulkProblems({ problems }: { readonly problems: Problems }) {
  if (problems.length === 0) return null;
  const several = new Set(problems.map(({ sheet }) => sheet)).size > 1;
  return (
    <ScrollArea.Autosize viewportProps={{ tabIndex: 0 }} mah={320}>
      <Table aria-label="有问题的单元格" stickyHeader verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>行和姓名</Table.Th>
            <Table.Th w={several ? 150 : 90}>单元格</Table.Th>
            <Table.Th>问题和改法</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbered(problems).map(({ number, value: problem }) => (
            <Table.Tr key={number}>
              <Table.Td fw={600}>
                第{problem.row}行 {problem.name}
              </Table.Td>
              <Table.Td>
                {several && `${problem.sheet} `}
                {problem.cell}
              </Table.Td>
              <Table.Td>{problem.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

/** What was passed over, in sentences. */
export function BulkRemarks({ remarks }: { readonly remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        没有导入的部分
      </Text>
      <List size="sm" aria-label="没有导入的部分">
        {remarks.map((remark) => (
          <List.Item key={remark}>{remark}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
