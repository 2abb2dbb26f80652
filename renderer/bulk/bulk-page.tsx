import {
  Alert,
  Anchor,
  Button,
  Group,
  List,
  Paper,
  ScrollArea,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFileSpreadsheet,
  IconTableImport,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { awardKinds, kindTitle } from '../../shared/reading/titles.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { callEngine } from '../kit/engine.ts';
import { paths } from '../kit/paths.ts';
import { openFiles, safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { numbered } from '../ui/numbered.ts';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { cellsText, sameProblems } from './same-problems.ts';

type Imported = ApiResult<'bulk.import'>;

/** 批量导入: a template to fill in a spreadsheet program, and bringing it in with every bad cell named. */
export function BulkPage() {
  const { index } = useWorkspace();
  const [result, setResult] = useState<{ readonly name: string; readonly value: Imported } | null>(null);
  const [busy, setBusy] = useState(false);
  const { campaign } = index.pack;
  const kinds = awardKinds(campaign);

  const template = (kind: NomineeKind) =>
    saveFile(
      { title: '保存填报模板', suggestedName: safeFileName(`${kindTitle(campaign, kind)}填报模板.xlsx`) },
      (target) => callEngine('bulk.template', { kind, target }),
    );
  const take = async () => {
    setBusy(true);
    await openFiles({ title: '选择填好的模板', accept: ['xlsx'] }, async (files) => {
      const file = files[0];
      if (file === undefined) return;
      setResult(null);
      const value = await callEngine('bulk.import', { source: file.handle });
      setResult({ name: file.name, value });
    });
    setBusy(false);
  };

  return (
    <Page>
      <PageHeader
        title="批量导入"
        description="对象多的时候，先在表格里填好基本情况，再一次导入。长文字、照片和签章日期仍在填表页完成。"
      />
      <Stack gap="md">
        <Paper withBorder p="md" component="section" aria-label="第一步：取模板">
          <Title order={2} size="h3" mb="xs">
            第一步：取模板
          </Title>
          <Text size="sm" mb="sm">
            每行一个推荐对象，列和填表页的栏目一一对应。请不要改动表头；日期、身份证号等按文本填写，单元格里已有格式说明。
          </Text>
          <Group>
            {kinds.map((kind) => (
              <Button
                key={kind}
                variant="default"
                leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
                onClick={() => void template(kind)}
              >
                保存{kindTitle(campaign, kind)}模板
              </Button>
            ))}
          </Group>
        </Paper>
        <Paper withBorder p="md" component="section" aria-label="第二步：导入">
          <Title order={2} size="h3" mb="xs">
            第二步：导入
          </Title>
          <Text size="sm" mb="sm">
            没有问题的行直接成为推荐对象；有问题的行不导入，逐个单元格说明原因。改好后把同一个文件再导入一次即可，已在名单里的不会重复。
          </Text>
          <Button
            leftSection={<IconTableImport size={18} aria-hidden />}
            loading={busy}
            onClick={() => void take()}
          >
            选择填好的模板
          </Button>
        </Paper>
        {result !== null && <Result name={result.name} value={result.value} />}
      </Stack>
    </Page>
  );
}

/** Why a file added nobody: all its rows have mistakes, or nothing was found where rows should be. */
function nothingAdded(problems: number, existing: number): string {
  if (problems === 0 && existing > 0) return '表里的推荐对象都已在名单里，没有新增，也没有改动。';
  return problems > 0
    ? '有问题的行都没有导入。请按下表逐格改好，存盘后再导入一次。'
    : '没有新增推荐对象。请确认填在模板的第一张工作表里，从表头下面一行填起。';
}

function Result({ name, value }: { readonly name: string; readonly value: Imported }) {
  const { created, existing, problems, remarks } = value;
  const clean = problems.length === 0 && created.length > 0;
  return (
    <Paper withBorder p="md" component="section" aria-label="导入结果">
      <Stack gap="sm">
        <Title order={2} size="h3">
          导入结果
        </Title>
        <Alert
          role="status"
          color={clean ? 'ok' : 'caution'}
          icon={clean ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={`从“${name}”导入了 ${created.length} 个推荐对象${problems.length > 0 ? `，有 ${problems.length} 处问题` : ''}`}
        >
          {created.length > 0 ? (
            <>
              {existing > 0 && `另有 ${existing} 行已在名单里，没有重复导入，也没有改动。`}
              <Anchor component={Link} href={paths.overview} size="sm">
                到总览查看
              </Anchor>
            </>
          ) : (
            nothingAdded(problems.length, existing)
          )}
        </Alert>
        {problems.length > 0 && (
          <ScrollArea viewportProps={{ tabIndex: 0 }} mah={420}>
            <Table aria-label="有问题的单元格" stickyHeader verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={140}>工作表</Table.Th>
                  <Table.Th w={180}>单元格</Table.Th>
                  <Table.Th>问题和改法</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {numbered(sameProblems(problems)).map(({ number, value: problem }) => (
                  <Table.Tr key={number}>
                    <Table.Td>{problem.sheet}</Table.Td>
                    <Table.Td fw={600}>{cellsText(problem.cells)}</Table.Td>
                    <Table.Td>{problem.message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        )}
        {remarks.length > 0 && (
          <List size="sm" aria-label="没有导入的">
            {remarks.map((remark) => (
              <List.Item key={remark}>{remark}</List.Item>
            ))}
          </List>
        )}
        {problems.length > 0 && (
          <List size="sm" c="dimmed">
            <List.Item>单元格按办公软件的写法标注，例如 C5 是第 C 列第 5 行。</List.Item>
          </List>
        )}
      </Stack>
    </Paper>
  );
}
