import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconMessageForward, IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { flushDrafts } from '../app/drafts.ts';
import { callEngine } from '../app/engine.ts';
import { notifyError } from '../app/notify.ts';
import { timeText } from '../ui/format.ts';
import { intoView } from '../ui/into-view.ts';
import { safeFileName, saveFile } from '../ui/save-file.ts';
import { SavedTextarea } from './decision-panel.tsx';

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
  const seal = async (method: 'feedback.seal' | 'receipt.seal') => {
    try {
      await flushDrafts();
    } catch (error) {
      notifyError(error, '审核意见还没有保存，没有出具答复');
      return;
    }
    const kind = method === 'feedback.seal' ? '反馈' : '回执';
    await saveFile(
      {
        title: `保存${kind}`,
        suggestedName: safeFileName(`${kind}_${item.unit}_第${item.revision}版.zip`),
        done: `${kind}已签名保存并读回核验，请拷回报送单位。`,
      },
      (target) => callEngine(method, { packageId: item.packageId, target }),
    );
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
          onClick={() => {
            setShown(true);
            if (missing === '') void seal('feedback.seal');
          }}
        >
          保存反馈
        </Button>
        <Button
          variant="default"
          leftSection={<IconReceipt size={18} aria-hidden />}
          onClick={() => void seal('receipt.seal')}
        >
          保存回执
        </Button>
        <Text size="xs" c="dimmed">
          {item.feedbackSealedAt === null
            ? '回执只证明收到了哪一份文件，可以当场给；反馈写明每个对象的决定和意见。'
            : `反馈已于 ${timeText(item.feedbackSealedAt)} 保存；再次保存会生成新的反馈。`}
        </Text>
      </Stack>
    </Paper>
  );
}
