import { Tabs } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Loaded } from '../kit/loaded.tsx';
import { useRemembered } from '../kit/use-remembered.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ConsultationTab } from './consultation-tab.tsx';
import { PlannerTab } from './planner-tab.tsx';
import { ProgressTab } from './progress-tab.tsx';
import { TextTab } from './text-tab.tsx';
import { useNoticeRecords } from './use-records.ts';

/** 公示与征求意见: plan, text, results, and the departments' answers. */
export function NoticesPage() {
  const [tab, setTab] = useRemembered('notices-tab', 'plan');
  const readings = useNoticeRecords();
  return (
    <Page wide>
      <PageHeader
        title="公示与征求意见"
        description="哪天公示、哪天期满、哪天报送，按工作日算清；公示文稿自动生成，不带个人信息。"
      />
      <Tabs value={tab} onChange={(value) => setTab(value ?? 'plan')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="plan">时间安排</Tabs.Tab>
          <Tabs.Tab value="text">公示文稿</Tabs.Tab>
          <Tabs.Tab value="progress">公示登记</Tabs.Tab>
          <Tabs.Tab value="consultation">征求意见</Tabs.Tab>
        </Tabs.List>
        <Loaded query={readings} label="正在读取推荐对象">
          {({ nominees, unit }) => {
            const ofNominees = (content: ReactNode) => (nominees.length === 0 ? <NoNominees /> : content);
            return (
              <>
                <Tabs.Panel value="plan">
                  <PlannerTab nominees={nominees} />
                </Tabs.Panel>
                <Tabs.Panel value="text">
                  {ofNominees(<TextTab nominees={nominees} unit={unit} />)}
                </Tabs.Panel>
                <Tabs.Panel value="progress">{ofNominees(<ProgressTab nominees={nominees} />)}</Tabs.Panel>
                <Tabs.Panel value="consultation">
                  {ofNominees(<ConsultationTab nominees={nominees} unit={unit} />)}
                </Tabs.Panel>
              </>
            );
          }}
        </Loaded>
      </Tabs>
    </Page>
  );
}

function NoNominees() {
  return (
    <EmptyState
      icon={<IconUsers size={40} />}
      title="本轮还没有推荐对象"
      description="在总览中添加推荐对象后，这里可以生成公示文稿、登记公示和征求意见的结果。"
    />
  );
}
