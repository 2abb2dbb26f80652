import { Alert, Button, CopyButton, DataList, Group, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { isInRound } from '../../shared/reading/in-round.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { useSettings } from '../kit/use-settings.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { CoverSheetButton } from '../parts/packages/cover-sheet-button.tsx';
import { DiscButton } from '../parts/packages/disc-button.tsx';
import type { DiscSource } from '../parts/packages/disc-modal.tsx';
import { Digest } from '../ui/digest.tsx';
import { nextSteps } from './next-steps.ts';

export type Sealed = ApiResult<'seal.run'>;

/** Last step: the package exists, was read back, and this is what is left to do by hand. */
export function ResultStep({
  sealed,
  recipient,
  place,
  removable,
  source,
  round,
  onAgain,
}: {
  readonly sealed: Sealed;
  /** For whom it was encrypted. */
  readonly recipient: string | null;
  /** Where it was written, and whether that is a medium to be ejected. */
  readonly place: string;
  readonly removable: boolean;
  /** Where a disc takes the file from; null when it goes away with a download. */
  readonly source: DiscSource | null;
  readonly round: Round;
  readonly onAgain: () => void;
}) {
  const { index, info } = useWorkspace();
  const records = useEngineQuery('records.list', {});
  const settings = useSettings();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const individuals = (records.data ?? []).filter(
    (record) => record.kind === 'individual' && isInRound(round, record),
  ).length;
  const steps = nextSteps(index.pack, round, {
    fileName: sealed.fileName,
    individuals,
    host: info.role === 'host',
    settings,
  });
  return (
    <Stack gap="md">
      <Title order={2} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        封包完成
      </Title>
      {source === null ? (
        // What the browser does with a download, no page learns: nothing is claimed of it.
        <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="封包已做好并核对，正由浏览器下载">
          签名、每个文件的校验值和清单全部核对无误。请在浏览器的下载记录里看到它已经存好，再关闭窗口。要由荐表自己写到选定的位置并读回，请再封一份，选“选择文件夹”或介质。
        </Alert>
      ) : (
        <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="已写入并读回核验">
          文件已从“{place}”逐字节读回，签名、每个文件的校验值和清单全部核对无误。
          {removable ? '现在可以安全弹出介质。' : ''}
        </Alert>
      )}
      <DataList labelWidth="7rem">
        <DataList.Item>
          <DataList.ItemLabel>文件</DataList.ItemLabel>
          <DataList.ItemValue>
            {sealed.fileName}（{bytesText(sealed.bytes)}，第 {sealed.revision} 版）
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>加密</DataList.ItemLabel>
          <DataList.ItemValue>
            {sealed.encrypted ? `已加密，只有${recipient ?? '收件单位'}能打开` : '未加密，谁都能打开；已签名'}
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>封包摘要</DataList.ItemLabel>
          <DataList.ItemValue>
            <Digest value={sealed.digest} />
          </DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <Group>
        <CoverSheetButton digest={sealed.digest} fileName={sealed.fileName} />
        <DiscButton digest={sealed.digest} fileName={sealed.fileName} known={source} />
        <CopyButton value={sealed.digest}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? '已复制' : '复制封包摘要'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <section aria-labelledby="seal-next">
        <Title order={3} id="seal-next" mb="sm">
          接下来
        </Title>
        <Timeline bulletSize={22} lineWidth={2} active={steps.length}>
          {steps.map((step, index) => (
            <Timeline.Item key={step.title} title={step.title} bullet={<Text size="xs">{index + 1}</Text>}>
              <Text size="sm" c="dimmed">
                {step.text}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      </section>
      <Group>
        <Button variant="default" onClick={onAgain}>
          再封一份
        </Button>
      </Group>
    </Stack>
  );
}
