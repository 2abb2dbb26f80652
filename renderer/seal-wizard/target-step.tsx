import { Alert, Badge, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconFile, IconFolder, IconRefresh, IconUsb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { bridge } from '../kit/bridge.ts';
import { callEngine } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyError } from '../kit/notify.ts';
import type { SealPlan } from './plan-state.ts';

/** Where the package goes. `file` was chosen in a save dialog and has to be finished through the bridge. */
export interface SealTarget {
  readonly kind: 'drive' | 'folder' | 'file';
  readonly name: string;
  readonly handle: string;
}

/** Third step: a removable drive, a folder, or a file of the clerk's choosing. */
export function TargetStep({
  plan,
  onBack,
  onRun,
}: {
  /** The plan as the clerk agreed to it: what will be written, and nothing else. */
  readonly plan: SealPlan;
  readonly onBack: () => void;
  readonly onRun: (target: SealTarget) => void;
}) {
  // Drives come and go while the clerk looks: read every three seconds as long as this step is open.
  const media = useQuery({
    queryKey: ['engine', 'media.list', {}],
    queryFn: () => callEngine('media.list', {}),
    refetchInterval: 3000,
    gcTime: 0,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState<SealTarget | null>(null);
  const drives = (media.data ?? []).filter((drive) => drive.removable);
  // Chosen by its place, which stays the same from reading to reading: two sticks may bear one label.
  const drive = drives.find((entry) => entry.folder === chosen && entry.writable);

  const choose = async (kind: 'folder' | 'file') => {
    try {
      const found =
        kind === 'folder'
          ? await bridge().chooseFolder({ title: '把封包保存到' })
          : await bridge().chooseSave({ title: '封包另存为', suggestedName: plan.fileName });
      if (found === null) return;
      setChosen(null);
      setOther({ kind, name: found.name, handle: found.handle });
    } catch (error) {
      notifyError(error);
    }
  };

  const target: SealTarget | null =
    drive === undefined ? other : { kind: 'drive', name: drive.name, handle: drive.folder };

  return (
    <Stack gap="md">
      <Text size="sm">
        第 {plan.revision} 版，包内材料 {plan.entries.length} 件，
        {plan.encryption === 'encrypted' ? (
          `加密给${plan.recipient?.name ?? ''}`
        ) : (
          <Text span c="var(--mantine-color-error)" fw={600}>
            不加密
          </Text>
        )}
        ，文件名 {plan.fileName}
      </Text>
      <Loaded query={media} label="正在查找移动介质">
        {() =>
          drives.length === 0 ? (
            <Alert icon={<IconUsb aria-hidden />} title="没有找到移动介质">
              请插入 U 盘或移动硬盘，插好后会自动出现在这里；也可以先保存到本机文件夹，再刻录光盘。
            </Alert>
          ) : (
            <Radio.Group
              label="选择移动介质"
              value={drive === undefined ? null : chosen}
              onChange={(value) => {
                setChosen(value);
                setOther(null);
              }}
            >
              <Stack gap="xs" mt="xs">
                {drives.map((entry) => (
                  <Radio.Card
                    key={entry.folder}
                    value={entry.folder}
                    disabled={!entry.writable}
                    p="sm"
                    aria-label={entry.name}
                  >
                    <Group wrap="nowrap">
                      <Radio.Indicator />
                      <IconUsb size={20} aria-hidden />
                      <Stack gap={0} flex={1} miw={0}>
                        <Text size="sm" fw={600} truncate>
                          {entry.name}
                        </Text>
                        <Text size="sm" c="dimmed">
                          可用 {bytesText(entry.freeBytes)}，共 {bytesText(entry.totalBytes)}，
                          {entry.fileSystem}
                        </Text>
                      </Stack>
                      {!entry.writable && (
                        <Badge color="danger" variant="light" radius="sm">
                          写保护，不能用
                        </Badge>
                      )}
                    </Group>
                  </Radio.Card>
                ))}
              </Stack>
            </Radio.Group>
          )
        }
      </Loaded>
      <Group>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void media.refetch()}
        >
          重新查找
        </Button>
        <Button
          variant="default"
          leftSection={<IconFolder size={16} aria-hidden />}
          onClick={() => void choose('folder')}
        >
          选择文件夹
        </Button>
        <Button
          variant="default"
          leftSection={<IconFile size={16} aria-hidden />}
          onClick={() => void choose('file')}
        >
          另存为文件
        </Button>
      </Group>
      <Text size="sm" role="status">
        {target === null ? '还没有选择存放位置。' : `将保存到：${target.name}`}
      </Text>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          上一步
        </Button>
        <Button
          disabled={target === null}
          onClick={() => {
            if (target !== null) onRun(target);
          }}
        >
          开始封包
        </Button>
      </Group>
    </Stack>
  );
}
