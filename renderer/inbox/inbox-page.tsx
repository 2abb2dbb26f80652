import { Button, Group, SegmentedControl, Tabs, TextInput } from '@mantine/core';
import { IconInbox, IconPackageExport, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { settingsPath } from '../kit/paths.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { usePackageImport } from '../parts/packages/import-package.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type InboxView, isRevoked, isSubmission, selectPackages } from './package-state.ts';
import { PackageTable } from './package-table.tsx';
import { QuarantineList } from './quarantine-list.tsx';

const views: readonly { readonly value: InboxView; readonly label: string }[] = [
  { value: 'open', label: '待办' },
  { value: 'done', label: '已反馈' },
  { value: 'superseded', label: '旧版' },
  { value: 'revoked', label: '密钥已吊销' },
  { value: 'all', label: '全部' },
];

/** 收件: import packages, see what became of each, open one for review, look into the quarantine. */
export function InboxPage() {
  const list = useEngineQuery('inbox.list', {});
  const quarantine = useEngineQuery('inbox.quarantine', {});
  // Remembered, so that coming back from a package shows the list that was left.
  const [remembered, setView] = useRemembered('inbox-view', 'open');
  // What has just come in is to be done, whatever list was looked at before.
  const importing = usePackageImport('导入文件', { onTaken: () => setView('open') });
  const [tab, setTab] = useState<string | null>('packages');
  const quarantined = quarantine.data?.length ?? 0;
  return (
    <Page wide>
      <PageHeader
        title="收件"
        description="导入下级单位报来的封包。每个文件先核验、后写入；没有通过核验的放入隔离区，不影响其他文件。"
        actions={importing.button}
      />
      {importing.report}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="packages">收到的材料</Tabs.Tab>
          <Tabs.Tab value="quarantine">{quarantined === 0 ? '隔离区' : `隔离区（${quarantined}）`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="packages">
          <Loaded query={list} label="正在读取收件列表">
            {(items) => <Packages items={items} remembered={remembered} setView={setView} />}
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="quarantine">
          <QuarantineList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Packages({
  items,
  remembered,
  setView,
}: {
  readonly items: readonly ImportedPackage[];
  readonly remembered: string;
  readonly setView: (view: string) => void;
}) {
  const { info, index } = useWorkspace();
  const view: InboxView = views.find((entry) => entry.value === remembered)?.value ?? 'open';
  const [words, setWords] = useState('');
  if (!items.some(isSubmission)) {
    if (info.role === 'office' && index.pack.campaign.office === undefined) {
      return (
        <EmptyState
          icon={<IconPackageExport size={40} />}
          title="先下发活动包"
          description="各单位装上您签名的活动包之后，才能填报、加密报来；登记和收件在那以后。"
          action={
            <Button component={Link} href={settingsPath('pack')}>
              去下发活动包
            </Button>
          }
        />
      );
    }
    return (
      <EmptyState
        icon={<IconInbox size={40} />}
        title="还没有收到材料"
        description="插入下级单位送来的 U 盘或光盘，点右上角的“导入文件”，选择里面的封包文件（扩展名 .zip 或 .zip.age），可以一次选多个。"
      />
    );
  }
  const shown = selectPackages(items, view, words);
  return (
    <>
      <Group mb="sm" gap="sm" wrap="nowrap">
        <SegmentedControl
          aria-label="显示哪些材料"
          value={view}
          onChange={setView}
          data={views
            .filter(({ value }) => value !== 'revoked' || value === view || items.some(isRevoked))
            .map(({ value, label }) => ({
              value,
              label: `${label} ${selectPackages(items, value, '').length}`,
            }))}
        />
        <TextInput
          aria-label="查找单位、文件名或摘要"
          placeholder="查找单位、文件名或摘要"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={280}
        />
      </Group>
      {shown.length === 0 ? (
        <EmptyState
          title={words === '' && view === 'open' ? '没有待办的材料' : '这里没有材料'}
          description={
            words === '' ? '收到的材料都在“全部”里。' : '没有符合查找词的材料，请换一个词，或看看“全部”。'
          }
        />
      ) : (
        <PackageTable items={shown} />
      )}
    </>
  );
}
