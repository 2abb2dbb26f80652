import { Alert, Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import type { EarlierRound, EarlierRoundNominee } from '../../shared/api/review-methods.ts';
import { roundTitle } from '../../shared/reading/titles.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { reviewPath } from '../kit/paths.ts';
import { ReasonModal } from '../kit/reason-modal.tsx';
import { useWorkspace } from '../kit/workspace.tsx';
import { verdictLabels } from '../parts/review/verdict.ts';
import { dateText } from '../ui/format.ts';
import { ChangeTable } from './change-table.tsx';
import type { NomineeMark } from './subject-list.tsx';

type Standing = EarlierRoundNominee['standing'];

/** How a nominee stands in the first round, in a word for lists; empty where nothing has to be looked at. */
const standingMarks: Readonly<Record<Standing, string>> = {
  refused: '不予通过',
  withdrawn: '已撤下',
  absent: '未报',
  returned: '退回修改',
  undecided: '未决定',
  accepted: '',
  elsewhere: '',
  unknown: '',
};

/** The first round of this package's sender as it came here: what is wrong with it, and the decision that may settle it. */
export function EarlierRoundBanner({
  round,
  item,
  finding,
}: {
  readonly round: EarlierRound;
  readonly item: ImportedPackage;
  /** What the engine says of the list; absent when all is well. */
  readonly finding: Finding | undefined;
}) {
  const { index } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const settle = useEngineMutation('review.settleRound');
  const title = roundTitle(index.pack.campaign, 'preliminary');
  if (finding === undefined) return null;
  const { settled } = round;
  const open = item.supersededBy === null;
  return (
    <Alert
      color={finding.severity === 'error' ? 'danger' : finding.severity === 'warning' ? 'caution' : 'brand'}
      icon={finding.severity === 'info' ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      mb="sm"
      title={settled === null ? `${title}情况有疑问` : `${title}材料由别处收取（已认定）`}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-end">
        <Text size="sm">
          {settled === null
            ? `${finding.message}${finding.fix}`
            : `${dateText(settled.at)}认定。原因：${settled.reason}`}
        </Text>
        {open && settled !== null && (
          <Button
            size="xs"
            variant="default"
            flex="none"
            loading={settle.isPending}
            onClick={() => settle.mutate({ packageId: item.packageId, revision: item.revision, reason: '' })}
          >
            收回认定
          </Button>
        )}
        {open && settled === null && round.settleable && (
          <Button size="xs" variant="default" flex="none" onClick={() => setAsking(true)}>
            认定由别处收取
          </Button>
        )}
      </Group>
      {asking && <SettleModal item={item} title={title} onClose={() => setAsking(false)} />}
    </Alert>
  );
}

function SettleModal({
  item,
  title,
  onClose,
}: {
  readonly item: ImportedPackage;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const settle = useEngineMutation('review.settleRound', { quiet: true, onDone: onClose });
  return (
    <ReasonModal
      opened
      title={`认定“${item.unit}”的${title}材料由别处收取`}
      message={`只在${title}材料确实收到过、但没有经过本程序时使用。认定连同原因和时间留在记录里，只对这份名单有效，可以收回。`}
      label="原因"
      placeholder="由谁收取、凭什么文件"
      confirm="认定"
      pending={settle.isPending}
      error={settle.error}
      onConfirm={(reason) => settle.mutate({ packageId: item.packageId, revision: item.revision, reason })}
      onClose={onClose}
    />
  );
}

const colors: Readonly<Record<Standing, 'danger' | 'caution' | 'ok' | 'gray'>> = {
  refused: 'danger',
  withdrawn: 'danger',
  absent: 'danger',
  returned: 'caution',
  undecided: 'caution',
  accepted: 'ok',
  elsewhere: 'gray',
  unknown: 'gray',
};

/** The mark of each nominee that the first round stands against, for the list. */
export function marksOf(round: EarlierRound | null, title: string): [string, NomineeMark][] {
  return (round?.nominees ?? []).flatMap(({ nomineeId, standing }): [string, NomineeMark][] => {
    const word = standingMarks[standing];
    return word === ''
      ? []
      : [[nomineeId, { words: `${title}：${word}`, severe: colors[standing] === 'danger' }]];
  });
}

/** The head of a nominee: what became of it in the first round, why, and what its unit changed since. */
export function EarlierRoundHead({
  name,
  kind,
  standing,
  counts,
}: {
  readonly name: string;
  readonly kind: NomineeKind;
  readonly standing: EarlierRoundNominee;
  readonly counts: EarlierRound['counts'];
}) {
  const { index } = useWorkspace();
  const [comparing, setComparing] = useState(false);
  const title = roundTitle(index.pack.campaign, 'preliminary');
  const { decision, changes, revision } = standing;
  const words = headWords(standing, title, counts?.revision ?? null);
  if (words === '') return null;
  const bad = colors[standing.standing] !== 'ok' && colors[standing.standing] !== 'gray';
  return (
    <Alert
      color={colors[standing.standing]}
      icon={bad ? <IconAlertTriangle aria-hidden /> : <IconHistory aria-hidden />}
      mb="sm"
      p="sm"
      title={words}
    >
      <Stack gap={2}>
        {decision !== null && decision.note !== '' && <Text size="sm">说明：{decision.note}</Text>}
        {decision?.comments.map(({ fieldId, text }) => (
          <Text key={fieldId} size="sm">
            {index.field(kind, fieldId)?.label ?? fieldId}：{text}
          </Text>
        ))}
        <Group gap="sm">
          {revision !== null && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={changes.length === 0}
              onClick={() => setComparing(true)}
            >
              {changes.length === 0 ? `与${title}相同` : `比${title}改了 ${changes.length} 处`}
            </Button>
          )}
          {counts !== null && (
            <Anchor component={Link} href={reviewPath(counts.packageId)} size="sm">
              打开{title}第 {counts.revision} 版
            </Anchor>
          )}
        </Group>
      </Stack>
      <Modal
        opened={comparing}
        onClose={() => setComparing(false)}
        title={`“${name}”比${title}改了什么`}
        size="70rem"
      >
        <ChangeTable
          label={`比${title}改了什么`}
          before={`${title}第 ${revision ?? ''} 版`}
          after="这一份"
          changes={changes.map((change) => {
            return { ...change, kind, subjectId: standing.nomineeId, subjectName: name };
          })}
        />
      </Modal>
    </Alert>
  );
}

function headWords(
  { standing, revision, decision }: EarlierRoundNominee,
  title: string,
  counts: number | null,
): string {
  switch (standing) {
    case 'accepted':
    case 'refused':
    case 'returned':
      return `${title}第 ${revision} 版的决定：${decision === null ? '未决定' : verdictLabels[decision.decision]}`;
    case 'undecided':
      return `${title}第 ${revision} 版还没有作出决定`;
    case 'withdrawn': {
      const verdict =
        decision === null ? '' : `，第 ${revision} 版的决定：${verdictLabels[decision.decision]}`;
      return `报送单位在${title}第 ${counts} 版已撤下${verdict}`;
    }
    case 'absent':
      return `不在该单位的${title}名单里`;
    case 'elsewhere':
      return `${title}材料由别处收取（已认定）`;
    case 'unknown':
      return '';
  }
}
