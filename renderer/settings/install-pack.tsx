import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { ConfirmPack } from '../parts/keys/confirm-pack.tsx';
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
  const install = useEngineMutation('campaign.install', { quiet: true });
  if (install.data !== undefined) return <Installed report={install.data} onClose={onClose} />;
  return (
    <Panel title={`安装“${pack.fileName}”`}>
      <ConfirmPack
        pack={pack}
        knownSigner={pack.knownSigner}
        error={install.error}
        pending={install.isPending}
        onInstall={() => install.mutate({ source: pack.source, confirmedFingerprint: pack.fingerprint })}
        onClose={onClose}
      />
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
          <Button variant="default" autoFocus onClick={onClose}>
            知道了
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
