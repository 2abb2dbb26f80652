import { Alert, Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFileOff,
  IconHistory,
  IconInfoCircle,
  IconLayersDifference,
} from '@tabler/icons-react';
import type { ScanPaper, ScanPaperState, ScanResult } from '../../shared/paper/scan-result.ts';
import { formTitle } from '../../shared/reading/titles.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { countPapers } from '../parts/papers/paper-state.ts';
import {
  allAgree,
  placesOf,
  scanLabels,
  scanSentence,
  scanSummary,
  unreadParts,
} from '../parts/papers/scan-text.ts';
import { groupBy } from '../ui/list.ts';

const icons: Readonly<Record<ScanPaperState, typeof IconCircleCheck>> = {
  match: IconCircleCheck,
  missing: IconLayersDifference,
  changed: IconAlertTriangle,
  old: IconHistory,
  foreign: IconFileOff,
};

/** The outcome of comparing scans: form by form what agrees and what to do, then what could not be read. */
export function ScanResultView({
  result,
  round,
  onMore,
  onClose,
}: {
  readonly result: ScanResult;
  readonly round: Round;
  readonly onMore: () => void;
  readonly onClose: () => void;
}) {
  const { index } = useWorkspace();
  const good = allAgree(result);
  const unread = unreadParts(result);
  const groups = groupBy(
    result.papers.map((paper, at) => ({ paper, at })),
    ({ paper }) => (paper.state === 'foreign' ? '' : paper.formId),
  );
  return (
    <Stack gap="md">
      <Alert
        role="status"
        color={good ? 'ok' : 'caution'}
        icon={good ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={scanSummary(result)}
      >
        <Progress round={round} />
      </Alert>
      {[...groups].map(([formId, members]) => {
        const form = index.form(formId);
        const title = form === undefined ? '其他的纸' : formTitle(form);
        return (
          <section key={formId} aria-label={title}>
            <Title order={3} size="h4" mb="xs">
              {title}
            </Title>
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {members.map(({ paper, at }) => (
                <PaperRow key={at} paper={paper} places={placesOf(result, at)} />
              ))}
            </Stack>
          </section>
        );
      })}
      {unread.length > 0 && (
        <section aria-label="没有核对的页">
          <Title order={3} size="h4" mb="xs">
            没有核对的页
          </Title>
          <List size="sm" spacing="xs" icon={<IconInfoCircle size={18} aria-hidden />}>
            {unread.map(({ key, text }) => (
              <List.Item key={key}>{text}</List.Item>
            ))}
          </List>
        </section>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onMore}>
          添加扫描件
        </Button>
        <Button onClick={onClose}>回到打印页</Button>
      </Group>
    </Stack>
  );
}

/** How far the round is with its sealed papers. */
function Progress({ round }: { readonly round: Round }) {
  const papers = useEngineQuery('paper.status', { round });
  if (papers.data === undefined) return null;
  const { verified } = countPapers(papers.data);
  return (
    <Text size="sm">
      本轮要交 {papers.data.length} 张表，盖章扫描件已核对 {verified} 张。
      {verified < papers.data.length && '整张表的各页都扫到，才算核对过。'}
    </Text>
  );
}

function PaperRow({ paper, places }: { readonly paper: ScanPaper; readonly places: string }) {
  const { label, tone } = scanLabels[paper.state];
  const Icon = icons[paper.state];
  const name =
    paper.subjectName !== '' ? paper.subjectName : paper.title !== '' ? paper.title : '其他活动的表';
  return (
    <Paper component="li" withBorder p="xs">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Badge
          color={tone}
          variant="light"
          radius="sm"
          leftSection={<Icon size={14} aria-hidden />}
          style={{ flexShrink: 0 }}
        >
          {label}
        </Badge>
        <Stack gap={2} miw={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm">{scanSentence(paper)}</Text>
          <Text size="xs" c="dimmed">
            纸上的版本 {paper.revision}，校验码 {paper.printedCode}　{places}
          </Text>
        </Stack>
      </Group>
    </Paper>
  );
}
