import { Alert, Button, DataList, Group, Stack } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../../shared/api.ts';
import { sentenceOf } from '../../kit/notify.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { compareFingerprint } from './fingerprint.ts';
import { FingerprintCheck } from './fingerprint-check.tsx';

/**
 * A campaign pack before it is installed: what it is, who signed, the fingerprint typed off the office's letter. Calls
 * `onInstall` once the clerk agreed; `error` says why the engine refused.
 */
export function ConfirmPack({
  pack,
  knownSigner,
  error,
  pending,
  onInstall,
  onClose,
}: {
  readonly pack: ApiResult<'campaign.inspectNew'>;
  readonly knownSigner: boolean;
  readonly error: Error | null;
  readonly pending: boolean;
  readonly onInstall: () => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const older = pack.installedVersion !== null && pack.version < pack.installedVersion;
  const agreed = knownSigner || compareFingerprint(pack.fingerprint, typed).state === 'match';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (agreed && !older) onInstall();
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
              {pack.installedVersion === null ? '' : `（现有第 ${pack.installedVersion} 版）`}
            </DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>签发单位</DataList.ItemLabel>
            <DataList.ItemValue>{pack.office}</DataList.ItemValue>
          </DataList.Item>
        </DataList>
        {older && (
          <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title="这是旧版，不能安装">
            现有的活动资料版次更高。请向签发单位索取最新的活动包。
          </Alert>
        )}
        {knownSigner ? (
          <Alert color="ok" icon={<IconShieldCheck aria-hidden />} title="签名者就是已经信任的收件单位">
            <Fingerprint value={pack.fingerprint} />
          </Alert>
        ) : (
          <>
            <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title="第一次见到这个签名者">
              请用盖章的正式文件或电话核对指纹，不要用和活动包一起送来的说明核对。以后报送的材料只有持有这把密钥的单位能打开。
            </Alert>
            <FingerprintCheck
              autoFocus
              label="正式文件公布的指纹"
              expected={pack.fingerprint}
              typed={typed}
              onType={setTyped}
              wrong="公布的指纹确实不同的，不要安装，请电话联系签发单位核实。"
            />
          </>
        )}
        {error !== null && (
          <Alert color="danger" title="没有安装" role="alert">
            {sentenceOf(error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" autoFocus={knownSigner} disabled={!agreed || older} loading={pending}>
            安装这个活动包
          </Button>
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
