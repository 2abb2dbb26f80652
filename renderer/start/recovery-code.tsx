import { Alert, Button, Checkbox, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone, notifyError, notifyInfo, sentenceOf } from '../kit/notify.ts';
import { copyText } from '../ui/copy-text.ts';
import classes from './start.module.css';

/** The recovery code: to print or copy, and to confirm before going on. The engine is told of the very code shown here. */
export function RecoveryCode({
  workspaceName,
  code,
  again = false,
  onDone,
  onReplaced,
  onLock,
}: {
  readonly workspaceName: string;
  readonly code: string;
  /** A code was shown before this one, and no longer works. */
  readonly again?: boolean;
  readonly onDone: () => void;
  /** Another window has made this code void. */
  readonly onReplaced: () => void;
  readonly onLock?: () => void;
}) {
  const [kept, setKept] = useState(false);
  const confirm = useEngineMutation('workspace.confirmRecoveryCode', { quiet: true, onDone });
  const goIn = () =>
    confirm.mutate(
      { recoveryCode: code },
      {
        onError: (error) => {
          if (!(error instanceof JianbiaoError && error.code === 'recovery-code-replaced')) return;
          notifyError(error, '请重新保管恢复码');
          onReplaced();
        },
      },
    );
  const copy = async () => {
    if (await copyText(code)) notifyDone('恢复码已复制。请粘贴到只有您能看到的地方。');
    else notifyInfo('这台电脑不允许复制，请抄写或打印。');
  };
  return (
    <Stack>
      <Title order={1} size="h2">
        请保管好恢复码
      </Title>
      <Text>
        忘记口令时，只有恢复码能打开工作区。程序里不留副本，所以只在您确认保管之前显示；没有确认就关掉，下次打开会换一个新的。
      </Text>
      {again && (
        <Alert color="caution" title="这是新换的恢复码">
          以前显示、打印或抄写过的恢复码已经作废，请销毁。以前做的备份不变：从那些备份恢复出来的工作区，仍用备份当时的口令和恢复码。
        </Alert>
      )}
      <div className={classes.sheet}>
        <Text className={classes.printOnly}>荐表 工作区恢复码</Text>
        <Text size="sm" c="dimmed">
          工作区：{workspaceName}
        </Text>
        <Code block className={classes.code} aria-label="恢复码">
          {code}
        </Code>
        <Text className={classes.printOnly}>制发日期：{dayjs().format('YYYY年M月D日')}</Text>
        <Text className={classes.printOnly}>
          用法：忘记口令时打开荐表，在开始页选中上面这个工作区，点“忘记口令，用恢复码打开”，输入此码（不分大小写，短横可以不输），再设置新口令。
        </Text>
        <Text className={classes.printOnly}>
          请与公章同等保管。持有此码的人可以打开工作区中的全部个人信息。换过新码以后，本页作废，请销毁。
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
      {again ? (
        <Text size="sm">没有口令也没有恢复码，谁也打不开这个工作区。请锁入抽屉，不要存放在这台电脑上。</Text>
      ) : (
        <Alert color="caution" title="没有口令也没有恢复码，谁也打不开这个工作区">
          请把恢复码打印或抄写后锁入抽屉，不要存放在这台电脑上。
        </Alert>
      )}
      {confirm.isError && (
        <Alert color="danger" title="没有进入工作区" role="alert">
          {sentenceOf(confirm.error)}
        </Alert>
      )}
      <Checkbox
        label="我已打印、抄写或另行保存了恢复码"
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group>
        <Button disabled={!kept} loading={confirm.isPending} onClick={goIn}>
          进入工作区
        </Button>
        {onLock !== undefined && (
          <Button variant="subtle" color="gray" onClick={onLock}>
            锁定，下次再办
          </Button>
        )}
      </Group>
    </Stack>
  );
}
