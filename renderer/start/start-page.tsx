import { Alert, Button, Group, NavLink, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { IconDatabaseImport, IconFileImport, IconPlus } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState, useSyncExternalStore } from 'react';
import { AppearanceMenu } from '../kit/appearance-menu.tsx';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { onPackageWaits, packageWaits } from '../kit/pending-package.ts';
import { CreateForm, ROLES } from './create-form.tsx';
import { NewPassphrase } from './new-passphrase.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import { RestoreForm } from './restore-form.tsx';
import { SampleDoor } from './sample-door.tsx';
import classes from './start.module.css';
import { type KnownWorkspace, UnlockForm } from './unlock-form.tsx';

interface Opened {
  readonly name: string;
  readonly recoveryCode: string;
}

type Mode =
  | { readonly kind: 'unlock'; readonly id: string | null }
  | { readonly kind: 'create' }
  | { readonly kind: 'restore' };

/** Start: known workspaces with the last one ready to unlock, a new one, or one from a backup. */
export function StartPage({
  onHold,
}: {
  /** Keeps this page while a new workspace's recovery code is on the screen, or a forgotten passphrase is replaced. */
  readonly onHold: (hold: boolean) => void;
}) {
  const list = useEngineQuery('workspace.list', {});
  const [created, setCreated] = useState<Opened | null>(null);
  const [recovered, setRecovered] = useState<Opened | null>(null);
  return (
    <div className={classes.shell}>
      <main className={classes.middle}>
        {created !== null ? (
          <Paper withBorder p="xl" maw={640} mx="auto">
            <RecoveryCode
              workspaceName={created.name}
              code={created.recoveryCode}
              onDone={() => onHold(false)}
              onReplaced={() => onHold(false)}
            />
          </Paper>
        ) : recovered !== null ? (
          <Paper withBorder p="xl" maw={640} mx="auto">
            <NewPassphrase
              workspaceName={recovered.name}
              recoveryCode={recovered.recoveryCode}
              onDone={() => onHold(false)}
            />
          </Paper>
        ) : (
          <Loaded query={list} label="正在查找工作区">
            {(workspaces) => (
              <Chooser
                workspaces={workspaces}
                onHold={onHold}
                onCreated={setCreated}
                onRecovered={setRecovered}
              />
            )}
          </Loaded>
        )}
      </main>
      <Group component="footer" className={classes.foot} justify="space-between" wrap="nowrap">
        <Text fw={600}>本程序不连接网络。不得录入涉密内容。</Text>
        <AppearanceMenu />
      </Group>
    </div>
  );
}

/** The role; with the last use where two are called alike, as a workspace and the one restored from its backup are. */
function describe(entry: KnownWorkspace, all: readonly KnownWorkspace[]): string {
  const role = ROLES.find(({ value }) => value === entry.role)?.label ?? '';
  const alike = all.some((other) => other.id !== entry.id && other.name === entry.name);
  return alike ? `${role}，${dayjs(entry.openedAt).format('M月D日 HH:mm:ss')}打开` : role;
}

function Chooser({
  workspaces,
  onHold,
  onCreated,
  onRecovered,
}: {
  readonly workspaces: readonly KnownWorkspace[];
  readonly onHold: (hold: boolean) => void;
  readonly onCreated: (created: Opened) => void;
  readonly onRecovered: (recovered: Opened) => void;
}) {
  const waits = useSyncExternalStore(onPackageWaits, packageWaits);
  const [mode, setMode] = useState<Mode>({ kind: 'unlock', id: null });
  const chosen =
    mode.kind === 'unlock' ? (workspaces.find((entry) => entry.id === mode.id) ?? workspaces[0]) : undefined;
  const back = () => setMode({ kind: 'unlock', id: null });
  return (
    <Paper withBorder className={classes.card}>
      <div className={classes.columns}>
        <Stack className={classes.side} gap="md">
          <div>
            <Title order={1}>荐表</Title>
            <Text size="sm" c="dimmed">
              评选表彰材料的填写、检查、打印、封包
            </Text>
          </div>
          {workspaces.length > 0 && (
            <ScrollArea.Autosize mah={320} type="auto">
              <nav aria-label="工作区">
                {workspaces.map((entry) => (
                  <NavLink
                    key={entry.id}
                    component="button"
                    type="button"
                    label={entry.name}
                    description={describe(entry, workspaces)}
                    active={chosen?.id === entry.id}
                    aria-current={chosen?.id === entry.id ? 'true' : undefined}
                    onClick={() => setMode({ kind: 'unlock', id: entry.id })}
                  />
                ))}
              </nav>
            </ScrollArea.Autosize>
          )}
          <Stack gap={6}>
            {workspaces.length > 0 && (
              <Button
                variant="default"
                leftSection={<IconPlus size={18} aria-hidden />}
                onClick={() => setMode({ kind: 'create' })}
              >
                新建工作区
              </Button>
            )}
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconDatabaseImport size={18} aria-hidden />}
              onClick={() => setMode({ kind: 'restore' })}
            >
              从备份恢复
            </Button>
          </Stack>
          <SampleDoor />
        </Stack>
        <div className={classes.main}>
          {waits && (
            <Alert icon={<IconFileImport aria-hidden />} title="收到一个要打开的文件" role="status" mb="md">
              {workspaces.length > 0
                ? '打开工作区后自动核验并导入。'
                : '建好工作区后自动核验并导入；如果是活动包，请点“安装活动包”选择它。'}
            </Alert>
          )}
          {mode.kind === 'restore' ? (
            <RestoreForm onCancel={back} />
          ) : chosen === undefined ? (
            <CreateForm
              onStart={() => onHold(true)}
              onCreated={onCreated}
              onFailed={() => onHold(false)}
              onCancel={workspaces.length > 0 ? back : undefined}
            />
          ) : (
            <UnlockForm key={chosen.id} workspace={chosen} onHold={onHold} onRecovered={onRecovered} />
          )}
        </div>
      </div>
    </Paper>
  );
}
