import { Tabs } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { type SettingsTab, settingsPath } from '../kit/paths.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { AboutPanel } from './about-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { FontsPanel } from './fonts-panel.tsx';
import { LookPanel } from './look-panel.tsx';
import { PackPanel } from './pack-panel.tsx';
import { ReadingsPanel } from './readings-panel.tsx';
import { SafetyPanel } from './safety-panel.tsx';
import { WayPanel } from './way-panel.tsx';

const tabs: readonly SettingsTab[] = [
  'readings',
  'pack',
  'way',
  'look',
  'fonts',
  'safety',
  'events',
  'about',
];

/** 设置: the campaign's data and open readings, look, backup, passphrase, log, about. */
export function SettingsPage() {
  const asked = useParams().tab;
  const fills = useWorkspace().info.role !== 'office';
  const [, navigate] = useLocation();
  const [remembered, remember] = useRemembered('settings-tab', 'readings');
  const tab =
    tabs.find((entry) => entry === asked) ?? tabs.find((entry) => entry === remembered) ?? 'readings';
  return (
    <Page>
      <PageHeader title="设置" />
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = tabs.find((entry) => entry === value) ?? 'readings';
          remember(next);
          navigate(settingsPath(next), { replace: true });
        }}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="readings">通知未写明处</Tabs.Tab>
          <Tabs.Tab value="pack">活动资料</Tabs.Tab>
          {fills && <Tabs.Tab value="way">报送方式</Tabs.Tab>}
          <Tabs.Tab value="look">外观与锁定</Tabs.Tab>
          <Tabs.Tab value="fonts">打印字体</Tabs.Tab>
          <Tabs.Tab value="safety">备份与口令</Tabs.Tab>
          <Tabs.Tab value="events">操作记录</Tabs.Tab>
          <Tabs.Tab value="about">关于</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="readings">
          <ReadingsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="pack">
          <PackPanel />
        </Tabs.Panel>
        {fills && (
          <Tabs.Panel value="way">
            <WayPanel />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="look">
          <LookPanel />
        </Tabs.Panel>
        <Tabs.Panel value="fonts">
          <FontsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="safety">
          <SafetyPanel />
        </Tabs.Panel>
        <Tabs.Panel value="events">
          <EventsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="about">
          <AboutPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
