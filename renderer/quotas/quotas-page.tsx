import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  ScrollArea,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowBackUp, IconClipboard, IconSearch } from '@tabler/icons-react';
import { type ClipboardEvent, useState } from 'react';
import { Link } from 'wouter';
import type { QuotaRowState } from '../../shared/api/review-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import type { Grid } from '../../shared/reading/pasted-table.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyDone } from '../kit/notify.ts';
import { reviewPath } from '../kit/paths.ts';
import { parseTsv } from '../parts/paste-table.ts';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PasteModal } from './paste-modal.tsx';
import { QuotaCell } from './quota-cell.tsx';
import { orderQuotaRows } from './quota-order.ts';

type Quotas = ApiResult<'quotas.get'>;

/** 名额: how many nominees each unit may send, by the office. What units state themselves is only compared with it. */
export function QuotasPage() {
  const query = useEngineQuery('quotas.get', {});
  return (
    <Page wide>
      <Loaded query={query} label="正在读取名额表">
        {(quotas) => <QuotaTable quotas={quotas} />}
      </Loaded>
    </Page>
  );
}

const statedOf = { collective: 'statedCollective', individual: 'statedIndividual' } as const;

function sum(rows: readonly QuotaRowState[], figure: (row: QuotaRowState) => number | null): number {
  return rows.reduce((total, row) => total + (figure(row) ?? 0), 0);
}

function QuotaTable({ quotas }: { readonly quotas: Quotas }) {
  const { rows, awards, step } = quotas;
  const kinds = [...new Set(awards.map(({ kind }) => kind))];
  const [words, setWords] = useState('');
  const [pasted, setPasted] = useState<Grid | null>(null);
  const undo = useEngineMutation('quotas.undo', { onDone: () => notifyDone('已撤销上一次改动') });
  const shown = orderQuotaRows(rows).filter((row) => row.unit.includes(words.trim()));
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    // One figure into one box is left to the box.
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    setPasted(parseTsv(text));
  };
  const missing = rows.filter(
    (row) => row.reported !== null && kinds.some((kind) => row[kind] === null),
  ).length;
  return (
    <section aria-label="名额表" onPaste={paste}>
      <PageHeader
        title="名额"
        description="每个单位可以推荐多少个，以这张表为准；单位自己填写的只作对照。从表格软件复制“单位、名额”几列，在这一页按 Ctrl+V 即可成批录入。"
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              disabled={step === 0}
              loading={undo.isPending}
              onClick={() => undo.mutate({ step })}
            >
              撤销上一步
            </Button>
            <Button leftSection={<IconClipboard size={18} aria-hidden />} onClick={() => setPasted([])}>
              粘贴录入
            </Button>
          </>
        }
      />
      {missing > 0 && (
        <Alert color="caution" mb="sm" title={`${missing} 个已报送的单位名额未录入`}>
          没有名额就无法核对是否超报，这些单位的审核页上会提示“名额未录入”。
        </Alert>
      )}
      <Group mb="sm" gap="lg">
        <TextInput
          aria-label="查找单位"
          placeholder="查找单位"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={240}
        />
        {awards.map(({ kind, title, quota }) => {
          const given = sum(rows, (row) => row[kind]);
          return (
            <Text key={kind} size="sm" {...(given > quota ? { c: 'var(--mantine-color-error)' } : {})}>
              {title}：已分配 {given}，全国 {quota}
              {given > quota ? `，多出 ${given - quota}` : ''}；已报{' '}
              {sum(rows, (row) => row.reported?.[kind] ?? 0)}
            </Text>
          );
        })}
      </Group>
      <Paper withBorder>
        <ScrollArea.Autosize mah="calc(100vh - 15rem)" viewportProps={{ tabIndex: 0 }}>
          <Table aria-label="名额表" miw={820} verticalSpacing={4} stickyHeader highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>单位</Table.Th>
                {awards.map(({ kind, title }) => (
                  <Table.Th key={kind} w={130}>
                    {title}名额
                  </Table.Th>
                ))}
                <Table.Th w={150}>
                  已报（{awards.map(({ title }) => title.replace('先进', '')).join('、')}）
                </Table.Th>
                <Table.Th w={150}>单位自己填的</Table.Th>
                <Table.Th w={220}>对照</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Row key={row.principal} row={row} kinds={kinds} titles={awards} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th>合计 {shown.length} 个单位</Table.Th>
                {kinds.map((kind) => (
                  <Table.Th key={kind}>{sum(shown, (row) => row[kind])}</Table.Th>
                ))}
                <Table.Th>
                  {kinds.map((kind) => sum(shown, (row) => row.reported?.[kind] ?? 0)).join('、')}
                </Table.Th>
                <Table.Th />
                <Table.Th />
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </ScrollArea.Autosize>
      </Paper>
      {pasted !== null && (
        <PasteModal grid={pasted} rows={rows} awards={awards} kinds={kinds} onClose={() => setPasted(null)} />
      )}
    </section>
  );
}

function Row({
  row,
  kinds,
  titles,
}: {
  readonly row: QuotaRowState;
  readonly kinds: readonly NomineeKind[];
  readonly titles: Quotas['awards'];
}) {
  const save = useEngineMutation('quotas.save');
  const { unit, principal, base, collective, individual, reported } = row;
  const write = (kind: NomineeKind, figure: number | null) =>
    save.mutateAsync({ changes: [{ unit, principal, base, collective, individual, [kind]: figure }] });
  return (
    <Table.Tr>
      <Table.Td>
        {reported === null ? (
          <Text size="sm">{unit}</Text>
        ) : (
          <Anchor component={Link} href={reviewPath(reported.packageId)} size="sm">
            {unit}
          </Anchor>
        )}
      </Table.Td>
      {kinds.map((kind) => (
        <Table.Td key={kind}>
          <QuotaCell
            label={`${unit}的${titles.find((one) => one.kind === kind)?.title ?? ''}名额`}
            value={row[kind]}
            kind={kind}
            onSave={(figure) => write(kind, figure)}
          />
        </Table.Td>
      ))}
      <Table.Td>{reported === null ? '' : kinds.map((kind) => reported[kind]).join('、')}</Table.Td>
      <Table.Td>
        {reported === null ? '' : kinds.map((kind) => reported[statedOf[kind]] ?? '未填').join('、')}
      </Table.Td>
      <Table.Td>
        <Comparison row={row} kinds={kinds} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Whether a unit sent more than it may, states another quota, or has none entered. */
function Comparison({ row, kinds }: { readonly row: QuotaRowState; readonly kinds: readonly NomineeKind[] }) {
  const { reported } = row;
  if (reported === null) {
    return (
      <Text size="sm" c="dimmed">
        {row.enrolled ? '还没有报送' : '还没有登记'}
      </Text>
    );
  }
  const over = kinds.some((kind) => row[kind] !== null && reported[kind] > (row[kind] ?? 0));
  const missing = kinds.some((kind) => row[kind] === null);
  const differs = kinds.some((kind) => {
    const stated = reported[statedOf[kind]];
    return row[kind] !== null && stated !== null && stated !== row[kind];
  });
  return (
    <Group gap={4}>
      {over && (
        <Badge color="danger" variant="light" radius="sm">
          超过名额
        </Badge>
      )}
      {missing && (
        <Badge color="caution" variant="light" radius="sm">
          名额未录入
        </Badge>
      )}
      {differs && (
        <Badge color="caution" variant="light" radius="sm">
          自填不一致
        </Badge>
      )}
      {!over && !missing && !differs && (
        <Badge color="ok" variant="light" radius="sm">
          相符
        </Badge>
      )}
    </Group>
  );
}
