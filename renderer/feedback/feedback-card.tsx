import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { roundTitle } from '../../shared/reading/titles.ts';
import { callEngine } from '../kit/engine.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { formPath, paths } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import {
  answeredPackage,
  countVerdicts,
  type FeedbackEntry,
  formalChanges,
  inRecordOrder,
  newestSealed,
  nextMove,
  type RecordEntry,
  type SealedEntry,
} from '../parts/review/feedback-state.ts';
import { VERDICTS } from '../parts/review/verdict.ts';
import { VerdictBadge } from '../parts/review/verdict-badge.tsx';
import { askConfirm } from '../ui/confirm.tsx';
import { timeText } from '../ui/format.ts';
import { CommentList } from './comment-list.tsx';

/** One answer of the receiving unit: decisions, comments with the way to each field, and the one next step. */
export function FeedbackCard({
  entry,
  history,
  records,
  newest,
}: {
  readonly entry: FeedbackEntry;
  readonly history: readonly SealedEntry[];
  readonly records: readonly RecordEntry[];
  readonly newest: boolean;
}) {
  const { index } = useWorkspace();
  const { feedback } = entry;
  const roundTitle = index.pack.campaign.rounds.find((round) => round.id === feedback.round)?.title ?? '';
  const counts = countVerdicts(entry);
  const sealed = answeredPackage(entry, history);
  const heading = `${roundTitle}第 ${feedback.revision} 版的反馈`;
  return (
    <Paper withBorder p="md" component="article" aria-label={heading}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={2} miw={0}>
            <Title order={2} size="h3">
              {heading}
            </Title>
            <Text size="sm" c="dimmed">
              {entry.signer === 'office' ? (index.pack.campaign.office?.name ?? entry.signer) : entry.signer}{' '}
              签名，{feedback.decidedOn} 签发，{timeText(entry.importedAt)} 导入
              {sealed === undefined ? '' : `，对应 ${sealed.fileName}`}
            </Text>
          </Stack>
          <Group gap={4} wrap="nowrap" style={{ flexShrink: 0 }}>
            {newest && (
              <Badge variant="light" radius="sm">
                最新
              </Badge>
            )}
            {entry.superseded && (
              <Badge color="gray" variant="light" radius="sm">
                已有后来的反馈
              </Badge>
            )}
            {VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => (
              <VerdictBadge key={verdict} verdict={verdict} count={counts[verdict]} />
            ))}
          </Group>
        </Group>
        {feedback.general !== '' && (
          <Alert icon={<IconMessage2 aria-hidden />} title="总体意见" color="brand">
            {feedback.general}
          </Alert>
        )}
        {feedback.unitComments.length > 0 && (
          <section aria-label="对本单位材料的意见">
            <Title order={3} size="h4" mb={4}>
              本单位材料
            </Title>
            <CommentList
              subjectId="unit"
              kind="unit"
              round={feedback.round}
              comments={feedback.unitComments}
            />
          </section>
        )}
        {inRecordOrder(feedback.decisions, records).map((decision) => {
          const record = records.find((item) => item.id === decision.nomineeId);
          return (
            <section key={decision.nomineeId} aria-label={record?.name ?? decision.nomineeId}>
              <Group gap="xs" mb={4}>
                <Title order={3} size="h4">
                  {record?.name ?? '（已不在名单里的推荐对象）'}
                </Title>
                <VerdictBadge verdict={decision.decision} />
              </Group>
              {decision.note !== '' && <Text size="sm">{decision.note}</Text>}
              {record !== undefined && (
                <CommentList
                  subjectId={record.id}
                  kind={record.kind}
                  round={feedback.round}
                  comments={decision.comments}
                />
              )}
            </section>
          );
        })}
        {newest && <NextMoveBar entry={entry} records={records} sealed={newestSealed(entry, history)} />}
      </Stack>
    </Paper>
  );
}

function NextMoveBar({
  entry,
  records,
  sealed,
}: {
  readonly entry: FeedbackEntry;
  readonly records: readonly RecordEntry[];
  /** The newest revision sealed in the feedback's round. */
  readonly sealed: number;
}) {
  const { index, setRound } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const move = nextMove(entry, index.pack.campaign);
  const first = roundTitle(index.pack.campaign, 'preliminary');
  const formal = roundTitle(index.pack.campaign, 'formal');
  if (move === 'none') {
    return (
      <Text size="sm" c="dimmed">
        这份反馈没有要办的事。
      </Text>
    );
  }

  const correct = () => {
    setRound(entry.feedback.round);
    const returned = entry.feedback.decisions.find((decision) => decision.decision === 'return');
    const record = records.find((item) => item.id === returned?.nomineeId);
    const subjectId = record?.id ?? 'unit';
    const kind = record?.kind ?? 'unit';
    const fieldId = (returned?.comments ?? entry.feedback.unitComments)[0]?.fieldId;
    const form = index.pack.forms.find(
      (item) =>
        item.subject === kind &&
        item.rounds.includes(entry.feedback.round) &&
        item.sections.some((section) => fieldId === undefined || section.fields.includes(fieldId)),
    );
    navigate(form === undefined ? paths.overview : formPath(subjectId, form.id, fieldId));
  };

  const startFormal = async () => {
    const changes = formalChanges(entry, records);
    const going = entry.feedback.decisions.filter((decision) => decision.decision === 'accept').length;
    const agreed = await askConfirm({
      title: `进入${formal}`,
      message: `${first}接收的 ${going} 个推荐对象进入${formal}，已填内容全部沿用；没有接收的留在${first}，不会删除。以后仍可在总览中调整。`,
      confirm: `进入${formal}`,
    });
    if (!agreed) return;
    setBusy(true);
    try {
      for (const change of changes) await callEngine('records.setFormal', change);
      setRound('formal');
      notifyDone(`${going} 个推荐对象已进入${formal}。`);
      navigate(paths.overview);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };

  const again = sealed > entry.feedback.revision;
  return move === 'correct' ? (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">
        {again
          ? `第 ${sealed} 版已经封包，等待收件单位答复。还要改的，改完重新封包，版次会自动加一。`
          : '按意见逐项改正，检查、打印后重新封包，版次会自动加一。'}
        {countVerdicts(entry).reject > 0 && '不予通过的推荐对象不用改，请在总览中移除，不再报送。'}
      </Text>
      <Button rightSection={<IconArrowRight size={18} aria-hidden />} onClick={correct}>
        {again ? '继续改' : '开始改正'}
      </Button>
    </Group>
  ) : (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">
        {first}已有结果，可以开始{formal}。
      </Text>
      <Button
        rightSection={<IconArrowRight size={18} aria-hidden />}
        loading={busy}
        onClick={() => void startFormal()}
      >
        进入{formal}
      </Button>
    </Group>
  );
}
