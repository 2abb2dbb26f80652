import { Alert, Button, DataList, Group, List, Stack, Text } from '@mantine/core';
import { IconFileImport, IconKey, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { callEngine, useEngineMutation, useEngineQuery } from '../../kit/engine.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { notifyDone, sentenceOf } from '../../kit/notify.ts';
import { openFiles, saveFile } from '../../kit/save-file.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { timeText } from '../../ui/format.ts';
import { useLateFocus } from '../../ui/use-late-focus.ts';
import { KeyPassphraseModal } from './key-passphrase-modal.tsx';

/** What the key is for, and what to do with its fingerprint: an office has nobody above it to enrol with. */
const officeWords = {
  made: '签名密钥已生成。请马上备份，并把指纹随正式文件公布。',
  points: [
    '签名密钥证明活动包、反馈和回执是本办公室出具的，出具之后一个字都没有被改过。',
    '密钥只在本机生成、只存在本工作区里；任何人都拿不到。',
    '生成后，把它的指纹随正式文件公布；各单位核对指纹后，才认本办公室的活动包。',
  ],
} as const;

const unitWords = {
  made: '签名密钥已生成。请马上备份，并向上级登记指纹。',
  points: [
    '签名密钥证明材料是本单位报出的，报出之后一个字都没有被改过。',
    '密钥只在本机生成、只存在本工作区里；任何人都拿不到，包括上级单位。',
    '生成后，它的指纹会印在登记表上，盖章报送；上级核对指纹后才认这把密钥。',
  ],
} as const;

/** The workspace's signing key: what it is for, making it, its fingerprint, backup and bringing one in. */
export function IdentityPanel() {
  const { info } = useWorkspace();
  const words = info.role === 'office' ? officeWords : unitWords;
  const identity = useEngineQuery('identity.get', {});
  // The buttons that made or brought in the key go; the next thing to do is to back it up.
  const [backup, goOn] = useLateFocus<HTMLButtonElement>();
  const create = useEngineMutation('identity.create', {
    onDone: () => {
      goOn();
      void identity.refetch();
      notifyDone(words.made);
    },
  });
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const chooseKey = () =>
    openFiles({ title: '选择密钥文件', accept: [] }, async (files) => {
      const file = files[0];
      if (file === undefined) return;
      setSource(file.handle);
      setProblem(null);
      setDialog('import');
    });

  const finish = async (passphrase: string) => {
    if (dialog === 'export') {
      setDialog(null);
      await saveFile({ title: '备份签名密钥', suggestedName: 'jianbiao-signing-key' }, (target) =>
        callEngine('identity.export', { passphrase, target }),
      );
      return;
    }
    if (source === null) return;
    setBusy(true);
    try {
      await callEngine('identity.import', { source, passphrase });
      await identity.refetch();
      setDialog(null);
      goOn();
      notifyDone('签名密钥已导入。');
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Loaded query={identity} label="正在读取签名密钥">
        {(value) =>
          value === null ? (
            <Stack gap="sm">
              <Alert icon={<IconShieldLock aria-hidden />} title="还没有签名密钥">
                <List size="sm" spacing={4}>
                  {words.points.map((point) => (
                    <List.Item key={point}>{point}</List.Item>
                  ))}
                </List>
              </Alert>
              <Group>
                <Button
                  leftSection={<IconKey size={18} aria-hidden />}
                  loading={create.isPending}
                  onClick={() => create.mutate({})}
                >
                  生成签名密钥
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconFileImport size={18} aria-hidden />}
                  onClick={() => void chooseKey()}
                >
                  导入已有的密钥
                </Button>
              </Group>
            </Stack>
          ) : (
            <Stack gap="sm">
              <DataList labelWidth="7rem">
                <DataList.Item>
                  <DataList.ItemLabel>指纹</DataList.ItemLabel>
                  <DataList.ItemValue>
                    <Fingerprint value={value.fingerprint} copy />
                  </DataList.ItemValue>
                </DataList.Item>
                <DataList.Item>
                  <DataList.ItemLabel>生成时间</DataList.ItemLabel>
                  <DataList.ItemValue>{timeText(value.createdAt)}</DataList.ItemValue>
                </DataList.Item>
              </DataList>
              <Text size="sm" c="dimmed">
                请把密钥备份到单位保管的介质上。电脑损坏或工作区丢失时，凭备份和口令可以继续使用同一把密钥，不必重新登记。
              </Text>
              <Group>
                <Button
                  ref={backup}
                  variant="default"
                  leftSection={<IconKey size={18} aria-hidden />}
                  onClick={() => {
                    setProblem(null);
                    setDialog('export');
                  }}
                >
                  备份签名密钥
                </Button>
              </Group>
            </Stack>
          )
        }
      </Loaded>
      <KeyPassphraseModal
        opened={dialog !== null}
        mode={dialog ?? 'export'}
        busy={busy}
        error={problem}
        onClose={() => setDialog(null)}
        onSubmit={(passphrase) => void finish(passphrase)}
      />
    </>
  );
}
