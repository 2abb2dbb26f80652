import { Alert, Button, DataList, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconFileImport, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { notifyError } from '../kit/notify.ts';
import { openFiles, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { IdentityPanel } from '../parts/keys/identity-panel.tsx';
import { Digest } from '../ui/digest.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { Panel } from '../ui/panel.tsx';
import { type InspectedPack, InstallPack } from './install-pack.tsx';

/** The campaign's data: what is installed, taking in the office's pack, and issuing one as the office. */
export function PackPanel() {
  const { info, index } = useWorkspace();
  const { campaign } = index.pack;
  const [inspected, setInspected] = useState<InspectedPack | null>(null);

  const inspect = () =>
    openFiles({ title: '选择活动包', accept: ['zip', 'age'] }, async (files) => {
      const file = files[0];
      if (file === undefined) return;
      const value = await callEngine('campaign.inspect', { source: file.handle });
      setInspected({ ...value, source: file.handle, fileName: file.name });
    });

  return (
    <Stack gap="md">
      <Panel title="现在使用的活动资料">
        <DataList labelWidth="7rem">
          <DataList.Item>
            <DataList.ItemLabel>活动</DataList.ItemLabel>
            <DataList.ItemValue>{campaign.title}</DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>版次</DataList.ItemLabel>
            <DataList.ItemValue>第 {campaign.version} 版</DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>通知</DataList.ItemLabel>
            <DataList.ItemValue>
              {campaign.notice.title}（{campaign.notice.issued}）
            </DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>收件单位</DataList.ItemLabel>
            <DataList.ItemValue>
              {campaign.office === undefined
                ? info.role === 'office'
                  ? '就是本办公室。签名并保存活动包之后，各单位才能加密报来。'
                  : '随程序附带的资料，没有收件单位的密钥；安装收件单位下发的活动包后才能加密。'
                : campaign.office.name}
            </DataList.ItemValue>
          </DataList.Item>
        </DataList>
      </Panel>
      {info.role === 'office' && <IssuePanel />}
      {inspected === null ? (
        <Panel title="安装新的活动包">
          <Text size="sm" mb="sm">
            领导小组办公室修订表格、规则或时间后，会下发签名的活动包。安装前先显示是谁签的；草稿会转到新版，并列出改变的栏目，已填内容不丢。
          </Text>
          <Button leftSection={<IconFileImport size={18} aria-hidden />} onClick={() => void inspect()}>
            选择活动包
          </Button>
        </Panel>
      ) : (
        <InstallPack key={inspected.digest} pack={inspected} onClose={() => setInspected(null)} />
      )}
    </Stack>
  );
}

/** The office signs the campaign's data with its key, so that units can check it and encrypt for the office. */
function IssuePanel() {
  const identity = useEngineQuery('identity.get', {});
  const [issued, setIssued] = useState<ApiResult<'campaign.issue'> | null>(null);
  const issue = async () => {
    try {
      // Asked at the moment: issuing may raise the version, and the file is called by the one it will hold.
      const { fileName } = await callEngine('campaign.issuePlan', {});
      const value = await saveFile(
        { title: '保存活动包', suggestedName: fileName, done: '活动包已签名保存并读回核验。' },
        (target) => callEngine('campaign.issue', { target }),
      );
      if (value !== null) setIssued(value);
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Panel title="下发活动包">
      <Stack gap="md">
        <Text size="sm">
          活动包里有全部表格、规则和本办公室的密钥。各单位装上之后，报来的材料只有本办公室能打开。请把指纹随正式文件公布，供各单位核对。
        </Text>
        <section aria-labelledby="office-key">
          <Title order={3} size="h4" id="office-key" mb="xs">
            本办公室的签名密钥
          </Title>
          <IdentityPanel />
        </section>
        <Group>
          <Button
            leftSection={<IconPackageExport size={18} aria-hidden />}
            disabled={identity.data === undefined || identity.data === null}
            onClick={() => void issue()}
          >
            签名并保存活动包
          </Button>
        </Group>
        {issued !== null && (
          <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="活动包已保存">
            <Stack gap={4}>
              <Text size="sm">{issued.fileName}</Text>
              <Fingerprint value={issued.fingerprint} copy />
              <Text size="sm">
                摘要 <Digest value={issued.digest} />
              </Text>
            </Stack>
          </Alert>
        )}
      </Stack>
    </Panel>
  );
}
