import { Alert, Button, Group, Paper, Stack, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { WorkspaceInfo } from '../../shared/api/workspace-methods.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { takeCode } from '../kit/fresh-code.ts';
import { sentenceOf } from '../kit/notify.ts';
import { PageLoader } from '../ui/page-loader.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import classes from './start.module.css';

/**
 * Stands before a workspace whose recovery code nobody has kept: the page with the code was reloaded, the machine went
 * off, or a new one was asked for. What was shown before is void; here is a fresh one, at every opening until it is kept.
 */
export function RecoveryGate({ info }: { readonly info: WorkspaceInfo }) {
  const [code, setCode] = useState(() => takeCode(info.id));
  const issue = useEngineMutation('workspace.issueRecoveryCode', {
    quiet: true,
    onDone: ({ recoveryCode }) => setCode(recoveryCode),
  });
  const lock = useEngineMutation('workspace.lock');
  const asked = useRef(code !== null);
  const { mutate } = issue;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate({});
  }, [mutate]);
  useEffect(() => {
    document.title = '请保管好恢复码 - 荐表';
  }, []);
  return (
    <div className={classes.shell}>
      <main className={classes.middle}>
        <Paper withBorder p="xl" maw={640} mx="auto">
          {code !== null ? (
            <RecoveryCode
              key={code}
              workspaceName={info.name}
              code={code}
              again
              onDone={() => undefined}
              onReplaced={() => mutate({})}
              onLock={() => lock.mutate({})}
            />
          ) : issue.isError ? (
            <Stack>
              <Title order={1} size="h2">
                没有换成新的恢复码
              </Title>
              <Alert color="danger" role="alert">
                {sentenceOf(issue.error)}
              </Alert>
              <Group>
                <Button onClick={() => mutate({})}>重试</Button>
                <Button variant="subtle" color="gray" onClick={() => lock.mutate({})}>
                  锁定
                </Button>
              </Group>
            </Stack>
          ) : (
            <PageLoader label="正在换新的恢复码" />
          )}
        </Paper>
      </main>
    </div>
  );
}
