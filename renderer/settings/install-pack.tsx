import { Alert, Button, DataList, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../app/engine.ts';
import { sentenceOf } from '../app/notify.ts';
import { compareFingerprint } from '../signers/fingerprint.ts';
import { FingerprintCheck } from '../signers/fingerprint-check.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { Panel } from '../ui/panel.tsx';

/** A pack that was looked into, with the file it came from. */
export type InspectedPack = ApiResult<'campaign.inspect'> & {
  readonly source: string;
  readonly fileName: string;
};

/** Second step of installing: who signed, the fingerprint compared with the office's letter, then the report. */
export function InstallPack({
  pack,
  onClose,
}: {
  readonly pack: InspectedPack;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const install = useEngineMutation('campaign.install', { quiet: true });
  const older = pack.installedVersion !== null && pack.version < pack.installedVersion;
  const agreed = pack.knownSigner || compareFingerprint(pack.fingerprint, typed).state === 'match';
  if (install.data !== undefined) return <Installed report={install.data} onClose={onClose} />;
  return (
    <Panel title={`安装“${pack.fileName}”`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (agreed && !older) {
            install.mutate({ source: pack.source, confirmedFingerprint: pack.fingerprint });
          }
        }}
      >
        <Stack gap="md">
          <DataList labelWidth="7rem">
            <DataList.Item>
              <DataList.ItemLabel>活动</DataList.ItemLabel>
              <DataList.ItemValue>{pack.title}</DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>版次</DataList.ItemLabel>
              <DataList.ItemValue>
                第 {pack.version} 版
                {pack.installedVersion === null ? '' : `（现在使用第 ${pack.installedVersion} 版）`}
              </DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>签发单位</DataList.ItemLabel>
              <DataList.ItemValue>{pack.office}</DataList.ItemValue>
            </DataList.Item>
          </DataList>
          {older && (
            <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title="这是旧版，不能安装">
              正在使用的活动资料更新。请向签发单位索取最新的活动包。
            </Alert>
          )}
          {pack.knownSigner ? (
            <Alert color="ok" icon={<IconShieldCheck aria-hidden />} title="签名者就是已经信任的收件单位">
              <Fingerprint value={pack.fingerprint} />
            </Alert>
          ) : (
            <>
              <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title="第一次见到这个签名者">
                请用盖章的正式文件或电话核对指纹，不要用和活动包一起送来的说明核对。以后报送的材料只有持有这把钥匙的单位能打开。
              </Alert>
              <FingerprintCheck
                label="正式文件公布的指纹"
                expected={pack.fingerprint}
                typed={typed}
                onType={setTyped}
                wrong="公布的指纹确实不同的，不要安装，请电话联系签发单位核实。"
              />
            </>
          )}
          {install.isError && (
            <Alert color="danger" title="没有安装" role="alert">
              {sentenceOf(install.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" disabled={!agreed || older} loading={install.isPending}>
              安装这个活动包
            </Button>
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Installed({
  report,
  onClose,
}: {
  readonly report: ApiResult<'campaign.install'>;
  readonly onClose: () => void;
}) {
  return (
    <Panel title="安装完成">
      <Stack gap="sm">
        <Alert
          color="ok"
          icon={<IconCircleCheck aria-hidden />}
          title={`已换到第 ${report.version} 版`}
          role="status"
        >
          {report.changes.length === 0
            ? '草稿不受影响。'
            : `草稿有 ${report.changes.length} 处变化，请逐条看过；原来填的内容在历史里都能找到。`}
        </Alert>
        {report.changes.length > 0 && (
          <List size="sm" spacing={4}>
            {report.changes.map((change) => (
              <List.Item key={`${change.subjectId}-${change.fieldId}-${change.what}`}>
                <Text span size="sm" fw={600}>
                  {change.subjectName}
                </Text>
                ：{change.what}
              </List.Item>
            ))}
          </List>
        )}
        <Group>
          <Button variant="default" onClick={onClose}>
            知道了
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
