import { Alert, Button, Checkbox, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { notifyDone, notifyInfo } from '../app/notify.ts';
import { copyText } from '../ui/copy-text.ts';
import classes from './start.module.css';

/** The recovery code, shown once: to print or copy, and to confirm before going on. */
export function RecoveryCode({
  workspaceName,
  code,
  onDone,
}: {
  readonly workspaceName: string;
  readonly code: string;
  readonly onDone: () => void;
}) {
  const [kept, setKept] = useState(false);
  const copy = async () => {
    if (await copyText(code)) notifyDone('恢复码已复制。请粘贴到只有您能看到的地方。');
    else notifyInfo('这台电脑不允许复制，请抄写或打印。');
  };
  return (
    <Stack>
      <Title order={1} size="h2">
        请保管好恢复码
      </Title>
      <Text>忘记口令时，只有这个恢复码能打开工作区。它只显示这一次，程序里不留副本。</Text>
      <div className={classes.sheet}>
        <Text className={classes.printOnly}>荐表 工作区恢复码</Text>
        <Text size="sm" c="dimmed">
          工作区：{workspaceName}
        </Text>
        <Code block className={classes.code} aria-label="恢复码">
          {code}
        </Code>
        <Text className={classes.printOnly}>
          请与公章同等保管。持有此码的人可以打开工作区中的全部个人信息。
        </Text>
      </div>
      <Group>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          打印
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={18} aria-hidden />}
          onClick={() => void copy()}
        >
          复制
        </Button>
      </Group>
      <Alert color="caution" title="没有口令也没有恢复码，谁也打不开这个工作区">
        请把恢复码打印或抄写后锁入抽屉，不要存放在这台电脑上。
      </Alert>
      <Checkbox
        label="我已打印、抄写或另行保存了恢复码"
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group>
        <Button disabled={!kept} onClick={onDone}>
          进入工作区
        </Button>
      </Group>
    </Stack>
  );
}
