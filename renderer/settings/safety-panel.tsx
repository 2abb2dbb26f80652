import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState } from 'react';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { keepCode } from '../kit/fresh-code.ts';
import { notifyDone, sentenceOf } from '../kit/notify.ts';
import { safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../ui/new-passphrase-fields.tsx';
import { Panel } from '../ui/panel.tsx';
import { AutoBackupPanel } from './auto-backup-panel.tsx';
import { RestorePanel } from './restore-panel.tsx';

/** Backups by themselves and on demand, restore, and the passphrase. */
export function SafetyPanel() {
  return (
    <Stack gap="md">
      <AutoBackupPanel />
      <BackupPanel />
      <RestorePanel />
      <PassphrasePanel />
      <RecoveryPanel />
    </Stack>
  );
}

function BackupPanel() {
  const { info } = useWorkspace();
  const [written, setWritten] = useState<string | null>(null);
  const backup = async () => {
    const value = await saveFile(
      {
        title: '备份工作区',
        suggestedName: safeFileName(`荐表备份_${info.name}_${dayjs().format('YYYYMMDD-HHmm')}.jbbackup`),
      },
      (target) => callEngine('workspace.backup', { target }),
    );
    if (value !== null) setWritten(`${value.fileName}，${bytesText(value.bytes)}，已读回核验。`);
  };
  return (
    <Panel title="手工备份">
      <Text size="sm" mb="sm">
        备份是整个工作区的加密副本，含历史、照片、封包记录和密钥，用现在的口令打开。自动备份之外，建议每次封包后再手工备份到单位保管的介质。
      </Text>
      <Group>
        <Button leftSection={<IconDatabaseExport size={18} aria-hidden />} onClick={() => void backup()}>
          备份工作区
        </Button>
        {written !== null && (
          <Text size="sm" role="status">
            {written}
          </Text>
        )}
      </Group>
    </Panel>
  );
}

function PassphrasePanel() {
  const [current, setCurrent] = useState('');
  const passphrase = useNewPassphrase();
  const change = useEngineMutation('workspace.changePassphrase', {
    quiet: true,
    onDone: () => {
      notifyDone('口令已更换。以前打印的恢复码仍然有效。');
      setCurrent('');
      passphrase.reset();
    },
  });
  return (
    <Panel title="更换口令">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const next = passphrase.submit();
          if (current !== '' && next !== null) change.mutate({ current, next });
        }}
      >
        <Stack gap="sm" maw={420}>
          <PasswordInput
            label="现在的口令"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏现在的口令' }}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={passphrase.tried && current === '' ? '请输入现在的口令。' : null}
          />
          <NewPassphraseFields state={passphrase} />
          {change.isError && (
            <Alert color="danger" title="口令没有更换" role="alert">
              {sentenceOf(change.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={change.isPending}>
              更换口令
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

/** A new recovery code in place of one that is lost or was seen. The page with the code comes before everything else. */
function RecoveryPanel() {
  const { info } = useWorkspace();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const issue = useEngineMutation('workspace.issueRecoveryCode', {
    quiet: true,
    onDone: ({ recoveryCode }) => keepCode(info.id, recoveryCode),
  });
  return (
    <Panel title="恢复码">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (passphrase !== '') issue.mutate({ passphrase });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            恢复码丢了、被别人看到过，或者换了保管人，可以换一个新的。换好后旧恢复码立即作废；以前做的备份不变，从那些备份恢复出来的工作区仍用备份当时的口令和恢复码。
          </Text>
          <PasswordInput
            maw={420}
            label="输入口令后换恢复码"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏换恢复码的口令' }}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={tried && passphrase === '' ? '请输入口令。' : null}
          />
          {issue.isError && (
            <Alert color="danger" title="恢复码没有更换" role="alert">
              {sentenceOf(issue.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" variant="default" loading={issue.isPending}>
              换一个恢复码
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
