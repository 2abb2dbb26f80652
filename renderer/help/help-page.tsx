import { Anchor, Group, Kbd, List, Paper, SimpleGrid, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';
import { paths, sealPath, settingsPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ClauseList } from './clause-list.tsx';
import { NoticeText } from './notice-text.tsx';
import { shortcuts } from './shortcuts.ts';

function decoded(clause: string | undefined): string | undefined {
  if (clause === undefined) return undefined;
  try {
    return decodeURIComponent(clause);
  } catch {
    return clause;
  }
}

/** 帮助: what each clause demands, the notice's text, how the work goes, the keys. */
export function HelpPage() {
  const clause = decoded(useParams().clause);
  const [tab, setTab] = useState<string | null>(null);
  const [seen, setSeen] = useState(clause);
  const { info } = useWorkspace();
  if (seen !== clause) {
    // Another clause was asked for: its card stands on the first tab.
    setSeen(clause);
    setTab(null);
  }
  return (
    <Page>
      <PageHeader title="帮助" description="全部内容都在本机，不需要联网。" />
      <Tabs value={tab ?? 'clauses'} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="clauses">通知要求</Tabs.Tab>
          <Tabs.Tab value="notice">通知全文</Tabs.Tab>
          <Tabs.Tab value="steps">办理步骤</Tabs.Tab>
          <Tabs.Tab value="keys">快捷键</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="clauses">
          <ClauseList key={clause ?? ''} opened={clause} />
        </Tabs.Panel>
        <Tabs.Panel value="notice">
          <NoticeText />
        </Tabs.Panel>
        <Tabs.Panel value="steps">
          <Steps role={info.role} />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <Keys />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const clerkSteps = [
  { page: paths.overview, label: '总览', text: '添加推荐对象，先填本单位情况，再逐个填表。' },
  { page: paths.notices, label: '公示与征求意见', text: '排好公示日期，生成公示文稿，登记有无异议。' },
  { page: paths.checks, label: '检查', text: '改正错误；警告确实无误的，写一句说明。' },
  { page: paths.paper, label: '打印', text: '打印每一张表，签字盖章。' },
  { page: sealPath(), label: '封包', text: '第一次先登记本单位的密钥，再把材料封包存入介质。' },
  { page: paths.feedback, label: '反馈', text: '导入答复，按意见改正重报，或进入下一轮。' },
] as const;

const hostFirst = {
  page: paths.signers,
  label: '单位登记',
  text: '登记推荐单位的密钥，封包才能加密给它，它的反馈才能核验。',
} as const;

const officeSteps = [
  { page: settingsPath('pack'), label: '设置', text: '下发签名的活动包，里面带有本单位的密钥。' },
  { page: paths.signers, label: '单位登记', text: '导入登记包，对照盖章纸面核对指纹。' },
  { page: paths.inbox, label: '收件', text: '导入报送的封包，看每个文件的核验结果。' },
  { page: paths.inbox, label: '审核', text: '打开一份材料，逐个对象写意见、作决定，保存反馈和回执。' },
] as const;

function Steps({ role }: { readonly role: WorkspaceRole }) {
  const steps =
    role === 'office'
      ? officeSteps
      : role === 'host'
        ? [hostFirst, ...clerkSteps]
        : [...clerkSteps, ...officeSteps.slice(1)];
  return (
    <Paper withBorder p="lg">
      <Title order={2} size="h3" mb="sm">
        从头到尾
      </Title>
      <List type="ordered" spacing="sm" size="sm">
        {steps.map((step) => (
          <List.Item key={`${step.label}-${step.text}`}>
            <Anchor component={Link} href={step.page} size="sm" fw={600}>
              {step.label}
            </Anchor>
            ：{step.text}
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed" mt="md">
        填写的内容停笔即存，显示“已保存”就已写入磁盘，突然断电也不会丢。所有数据只在本机加密保存，程序从不联网。
      </Text>
    </Paper>
  );
}

function Keys() {
  return (
    <SimpleGrid cols={2}>
      {shortcuts.map((group) => (
        <Paper key={group.group} withBorder p="md" component="section" aria-label={group.group}>
          <Stack gap="xs">
            <Title order={2} size="h4">
              {group.group}
            </Title>
            <Table aria-label={`${group.group}的快捷键`}>
              <Table.Tbody>
                {group.keys.map((entry) => (
                  <Table.Tr key={`${entry.keys.join('+')}-${entry.what}`}>
                    <Table.Td w={150}>
                      <Group gap={4} wrap="nowrap">
                        {entry.keys.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td>{entry.what}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
