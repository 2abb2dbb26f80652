import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconFileTypography, IconRestore, IconTypography } from '@tabler/icons-react';
import type { FontSlot } from '../../shared/api/font-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { openFiles } from '../kit/save-file.ts';
import { Panel } from '../ui/panel.tsx';

type FontEntry = ApiResult<'fonts.list'>[number];

const words: Readonly<Record<FontSlot, { readonly title: string; readonly use: string }>> = {
  fangsong: { title: '仿宋', use: '填写内容、报告正文' },
  xiaobiaosong: { title: '小标宋', use: '表名、封面标题' },
  kai: { title: '楷体', use: '小标题' },
  hei: { title: '黑体', use: '附件号、一级标题' },
  rare: { title: '生僻字', use: '其他字体都没有的字' },
};

/** 打印字体: which fonts the paper uses, and the unit's own ones in their place. */
export function FontsPanel() {
  const list = useEngineQuery('fonts.list', {});
  return (
    <Panel title="打印字体">
      <Stack gap="md">
        <Text size="sm">
          公文通常要求仿宋_GB2312
          和方正小标宋，这两种字体不能随程序分发，程序用自带的宋体代替。单位的电脑上装有这些字体的，可以在这里指定，打印、导出和封包里的
          PDF 都会用它。字体里没有的字，自动用自带字体补上。
        </Text>
        <Loaded query={list} label="正在查找本机字体">
          {(fonts) => <FontTable fonts={fonts} />}
        </Loaded>
        <Text size="xs" c="dimmed">
          指定的字体会复制到程序的数据文件夹，只在这台电脑上有效。请使用本单位有权使用的字体。
        </Text>
      </Stack>
    </Panel>
  );
}

async function announce(work: Promise<unknown>, sentence: string): Promise<void> {
  try {
    await work;
    notifyDone(sentence);
  } catch (error) {
    notifyError(error);
  }
}

function FontTable({ fonts }: { readonly fonts: readonly FontEntry[] }) {
  const choose = (slot: FontSlot) =>
    openFiles({ title: `选择${words[slot].title}字体`, accept: ['ttf', 'otf'] }, async (files) => {
      const file = files[0];
      if (file === undefined) return;
      await callEngine('fonts.choose', { slot, source: file.handle });
      notifyDone(`${words[slot].title}改用“${file.name}”。`);
    });
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table aria-label="打印字体" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>用在哪里</Table.Th>
            <Table.Th>现在的字体</Table.Th>
            <Table.Th>更换</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fonts.map(({ slot, own, builtIn, system }) => (
            <Table.Tr key={slot}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {words[slot].title}
                </Text>
                <Text size="xs" c="dimmed">
                  {words[slot].use}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap="xs">
                  <Text size="sm">{own ?? builtIn ?? '没有指定'}</Text>
                  {own === null && builtIn !== null && (
                    <Badge variant="default" radius="sm">
                      自带
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                <Group gap="xs">
                  {own === null && system !== null && (
                    <Button
                      size="xs"
                      variant="light"
                      leftSection={<IconTypography size={16} aria-hidden />}
                      aria-label={`${words[slot].title}使用本机的 ${system}`}
                      onClick={() =>
                        void announce(
                          callEngine('fonts.useSystem', { slot }),
                          `${words[slot].title}改用本机的“${system}”。`,
                        )
                      }
                    >
                      使用本机的 {system}
                    </Button>
                  )}
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconFileTypography size={16} aria-hidden />}
                    aria-label={`为${words[slot].title}选择字体文件`}
                    onClick={() => void choose(slot)}
                  >
                    选择字体文件
                  </Button>
                  {own !== null && (
                    <Button
                      size="xs"
                      variant="subtle"
                      leftSection={<IconRestore size={16} aria-hidden />}
                      aria-label={`${words[slot].title}恢复自带字体`}
                      onClick={() =>
                        void announce(callEngine('fonts.drop', { slot }), `${words[slot].title}已恢复原样。`)
                      }
                    >
                      恢复原样
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
