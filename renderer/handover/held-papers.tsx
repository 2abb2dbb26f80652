import { Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useEngineMutation } from '../kit/engine.ts';
import { paths } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { HandoverPlan } from './handover-page.tsx';

/** Every paper that is due, in the notice's order, with its copies, and whether it came out of the printer. */
export function HeldPapers({ plan }: { readonly plan: HandoverPlan }) {
  const { round } = useWorkspace();
  const save = useEngineMutation('paper.setPrinted');
  const mark = (papers: HandoverPlan['papers'], printed: boolean) =>
    save.mutate({
      round,
      papers: papers.map(({ formId, subjectId, code }) => ({ formId, subjectId, code })),
      printed,
    });
  const open = plan.papers.filter(({ printed }) => !printed);
  if (plan.papers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        还没有推荐对象，没有要交的表。
      </Text>
    );
  return (
    <Stack gap="sm">
      <Table verticalSpacing={4} aria-label="纸质材料">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={44}>序</Table.Th>
            <Table.Th>材料</Table.Th>
            <Table.Th w={180}>对象</Table.Th>
            <Table.Th w={90}>份数</Table.Th>
            <Table.Th w={100}>导出</Table.Th>
            <Table.Th w={120}>打印</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.papers.map((paper, at) => (
            <Table.Tr key={`${paper.formId}/${paper.subjectId}`}>
              <Table.Td>{at + 1}</Table.Td>
              <Table.Td>{paper.title}</Table.Td>
              <Table.Td>{paper.subjectName}</Table.Td>
              <Table.Td>一式 {paper.copies} 份</Table.Td>
              <Table.Td>{paper.exported ? '已导出' : '未导出'}</Table.Td>
              <Table.Td>
                <Checkbox
                  label="已打印"
                  aria-label={`已打印：${paper.title}，${paper.subjectName}`}
                  checked={paper.printed}
                  onChange={(event) => mark([paper], event.currentTarget.checked)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
          {plan.photos.map((photo, at) => (
            <Table.Tr key={photo.fileName}>
              <Table.Td>{plan.papers.length + at + 1}</Table.Td>
              <Table.Td>照片（背面注明单位、姓名）</Table.Td>
              <Table.Td>{photo.name}</Table.Td>
              <Table.Td>{photo.copies} 张</Table.Td>
              <Table.Td colSpan={2}>{photo.fileName}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="sm">
        <Button component={Link} href={paths.paper} variant="default">
          去打印页
        </Button>
        {open.length > 0 && (
          <Button variant="default" loading={save.isPending} onClick={() => mark(open, true)}>
            都已打印
          </Button>
        )}
      </Group>
    </Stack>
  );
}
