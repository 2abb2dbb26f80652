import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconLock,
  IconLockOpen,
  IconMessageForward,
  IconReceipt,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import { flushDrafts } from '../kit/drafts.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyError } from '../kit/notify.ts';
import { paths } from '../kit/paths.ts';
import { saveFile } from '../kit/save-file.ts';
import { timeText } from '../ui/format.ts';
import { intoView } from '../ui/into-view.ts';
import {
  isPlainSettled,
  notPlain,
  PlainChoice,
  type PlainState,
  plainArgument,
} from '../ui/plain-choice.tsx';
import { SavedTextarea } from './decision-panel.tsx';

const answerGaps: Readonly<Record<ApiResult<'answer.plan'>['recipientState'], string>> = {
  ready: '',
  choose: '',
  none: '没有该单位的登记，没有它的加密密钥。请先导入、核对它的登记包。',
  pending: '该单位的登记包还没有核对。请先核对指纹、登记。',
  revoked: '签这份材料的密钥已经吊销，该单位也还没有登记新的密钥。请先登记它的新密钥。',
  'no-encryption-key': '该单位登记时没有给出加密密钥。请它用新版程序重新做登记包。',
};

/** The general comment, and sealing the answers: the receipt at once, the feedback when everything is decided. */
export function AnswerPanel({
  item,
  general,
  missing,
  onGeneral,
}: {
  readonly item: ImportedPackage;
  readonly general: string;
  /** Why the feedback cannot be sealed yet; empty when it can. */
  readonly missing: string;
  readonly onGeneral: (text: string) => unknown;
}) {
  const [shown, setShown] = useState(false);
  const [plain, setPlain] = useState(notPlain);
  const plan = useEngineQuery(
    'answer.plan',
    { packageId: item.packageId, ...(plain.plain ? { plain: true } : {}) },
    { keepPrevious: true },
  );
  const ready = plan.data?.encryption === (plain.plain ? 'plain' : 'encrypted') && isPlainSettled(plain);
  const seal = async (kind: 'feedback' | 'receipt') => {
    if (plan.data === undefined || !ready) return;
    // What the reviewer saw: written drafts may make the window read the plan again.
    const { fileName, planDigest } = plan.data[kind];
    try {
      await flushDrafts();
    } catch (error) {
      notifyError(error, '审核意见还没有保存，没有出具答复');
      return;
    }
    const title = kind === 'feedback' ? '反馈' : '回执';
    const done = await saveFile(
      {
        title: `保存${title}`,
        suggestedName: fileName,
        done: `${title}已签名保存并读回核验，请拷回报送单位。`,
      },
      (target) =>
        callEngine(`${kind}.seal`, {
          packageId: item.packageId,
          target,
          planDigest,
          ...plainArgument(plain),
        }),
    );
    if (done === null) await plan.refetch();
    // Without encryption is chosen for one file, with its reason; the next is encrypted unless it is chosen again.
    else setPlain(notPlain);
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="答复报送单位">
      <Stack gap="sm">
        <Title order={2} size="h4">
          答复报送单位
        </Title>
        <SavedTextarea
          label="总体意见"
          placeholder="对整份材料的意见，可以不写"
          value={general}
          onSave={onGeneral}
        />
        <Loaded query={plan} label="正在查看收件人">
          {(value) => <AnswerRecipient plan={value} plain={plain} onPlain={setPlain} />}
        </Loaded>
        {shown && missing !== '' && (
          <Alert
            ref={intoView}
            color="caution"
            icon={<IconAlertTriangle aria-hidden />}
            title="还不能出反馈"
            role="alert"
          >
            {missing}
          </Alert>
        )}
        <Button
          leftSection={<IconMessageForward size={18} aria-hidden />}
          disabled={!ready}
          onClick={() => {
            setShown(true);
            if (missing === '') void seal('feedback');
          }}
        >
          保存反馈
        </Button>
        <Button
          variant="default"
          leftSection={<IconReceipt size={18} aria-hidden />}
          disabled={!ready}
          onClick={() => void seal('receipt')}
        >
          保存回执
        </Button>
        <Text size="xs" c="dimmed">
          {item.feedbackSealedAt === null
            ? '回执只证明收到了哪一份文件，可以当场给；反馈写明每个对象的决定和意见。'
            : `反馈已于 ${timeText(item.feedbackSealedAt)} 保存${item.feedbackOutdated ? '，之后改过意见' : ''}；再次保存会生成新的反馈。`}
        </Text>
        {item.feedbackPlainReason !== null && (
          <Text size="xs" c="var(--mantine-color-error)">
            这份反馈没有加密，原因：{item.feedbackPlainReason}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

/** For whom the answers are, and whether only that unit can open them. */
function AnswerRecipient({
  plan,
  plain,
  onPlain,
}: {
  readonly plan: ApiResult<'answer.plan'>;
  readonly plain: PlainState;
  readonly onPlain: (plain: PlainState) => void;
}) {
  const gap = answerGaps[plan.recipientState];
  return (
    <Stack gap="xs">
      {plan.encryption === 'encrypted' ? (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <IconLock size={16} aria-hidden />
          <Text size="sm">加密给{plan.recipient?.name}，只有该单位能打开。</Text>
        </Group>
      ) : (
        gap !== '' && (
          <Alert color="danger" icon={<IconLockOpen aria-hidden />} title="不能加密给报送单位">
            {gap}{' '}
            <Anchor component={Link} href={paths.signers} size="sm">
              去单位登记
            </Anchor>
          </Alert>
        )
      )}
      <PlainChoice value={plain} onChange={onPlain} />
    </Stack>
  );
}
