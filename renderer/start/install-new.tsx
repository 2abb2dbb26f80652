import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { engineKey, useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { ConfirmPack } from '../parts/keys/confirm-pack.tsx';
import { PageLoader } from '../ui/page-loader.tsx';

/** A file the clerk chose, as the shell hands it over. */
export interface ChosenFile {
  readonly handle: string;
  readonly name: string;
}

/**
 * Installs the pack of a campaign before there is a workspace for it. Stands outside the form of the new workspace:
 * React hands a dialog's submit on to the form around it. `onInstalled` comes once the campaign can be chosen.
 */
export function InstallNew({
  file,
  onInstalled,
  onClose,
}: {
  /** Null while nothing is chosen: the dialog is closed, and the focus goes back to where it came from. */
  readonly file: ChosenFile | null;
  readonly onInstalled: (campaignId: string) => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={file === null ? '安装活动包' : `安装“${file.name}”`}
      size="lg"
    >
      {file !== null && <Steps key={file.handle} file={file} onInstalled={onInstalled} onClose={onClose} />}
    </Modal>
  );
}

function Steps({
  file,
  onInstalled,
  onClose,
}: {
  readonly file: ChosenFile;
  readonly onInstalled: (campaignId: string) => void;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const seen = useEngineQuery('campaign.inspectNew', { source: file.handle });
  const install = useEngineMutation('campaign.installNew', {
    quiet: true,
    onDone: ({ id, title, version }) => {
      void client.invalidateQueries({ queryKey: engineKey('app.info', {}) }).then(() => {
        onInstalled(id);
        notifyDone(`已安装“${title}”第 ${version} 版。`);
      });
    },
  });
  if (seen.data !== undefined) {
    const { fingerprint } = seen.data;
    return (
      <ConfirmPack
        pack={seen.data}
        knownSigner={false}
        error={install.error}
        pending={install.isPending}
        onInstall={() => {
          install.mutate({ source: file.handle, confirmedFingerprint: fingerprint });
        }}
        onClose={onClose}
      />
    );
  }
  if (seen.isError) {
    return (
      <Stack gap="md">
        <Alert
          color="danger"
          icon={<IconAlertTriangle aria-hidden />}
          title="这个文件不能安装"
          role="alert"
          style={{ whiteSpace: 'pre-line' }}
        >
          {sentenceOf(seen.error)}
        </Alert>
        <Group>
          <Button variant="default" autoFocus onClick={onClose}>
            关闭
          </Button>
        </Group>
      </Stack>
    );
  }
  return <PageLoader label="正在核验活动包" />;
}
