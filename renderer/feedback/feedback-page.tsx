import { Stack } from '@mantine/core';
import { IconMessageCheck } from '@tabler/icons-react';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded, together } from '../kit/loaded.tsx';
import { usePackageImport } from '../parts/packages/import-package.tsx';
import { SealHistory } from '../parts/packages/seal-history.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { FeedbackCard } from './feedback-card.tsx';

/** 反馈: what the receiving unit answered, newest first, and which sealed packages have a receipt. */
export function FeedbackPage() {
  const readings = together({
    entries: useEngineQuery('feedback.list', {}),
    history: useEngineQuery('seal.history', {}),
    records: useEngineQuery('records.list', {}),
  });
  const importing = usePackageImport('导入反馈或回执');
  return (
    <Page>
      <PageHeader
        title="反馈"
        description="收件单位的答复：每个推荐对象的决定、栏目意见和回执。意见会同时显示在填表页的栏目旁。"
        actions={importing.button}
      />
      {importing.report}
      <Loaded query={readings} label="正在读取反馈">
        {({ entries, history, records }) => (
          <Stack gap="md">
            {entries.length === 0 ? (
              <EmptyState
                icon={<IconMessageCheck size={40} />}
                title="还没有反馈"
                description="材料报送后，收件单位会给反馈或回执文件，点右上角的“导入反馈或回执”放进来。"
              />
            ) : (
              entries.map((entry, position) => (
                <FeedbackCard
                  key={entry.packageId}
                  entry={entry}
                  history={history}
                  records={records}
                  newest={position === 0}
                />
              ))
            )}
            {history.length > 0 && (
              <Panel title="已报送的封包">
                <SealHistory />
              </Panel>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
