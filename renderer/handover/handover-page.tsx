import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { roundTitle } from '../../shared/reading/titles.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { paths } from '../kit/paths.ts';
import { safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { timeText } from '../ui/format.ts';
import { receiverName } from '../ui/level-words.ts';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { DiscPanel } from './disc-panel.tsx';
import { HeldPapers } from './held-papers.tsx';

export type HandoverPlan = ApiResult<'handover.plan'>;

/** 报送材料: what goes to a receiver that takes paper and discs only, and what it answered. */
export function HandoverPage() {
  const { round, index, info } = useWorkspace();
  const plan = useEngineQuery('handover.plan', { round }, { keepPrevious: true });
  const title = roundTitle(index.pack.campaign, round);
  return (
    <Page>
      <PageHeader
        title="报送材料"
        description={`${receiverName(info.role)}收纸质材料和光盘。${title}要交的每一样都列在这里，按通知的次序。`}
      />
      <Loaded query={plan} label="正在清点材料">
        {(value) => <Handover plan={value} />}
      </Loaded>
    </Page>
  );
}

function Handover({ plan }: { readonly plan: HandoverPlan }) {
  return (
    <Stack gap="md">
      <Blocked plan={plan} />
      <Panel title="纸质材料">
        <HeldPapers plan={plan} />
      </Panel>
      <Panel title="光盘">
        <DiscPanel plan={plan} />
      </Panel>
      <Panel title="材料清单和光盘标签">
        <Sheets plan={plan} />
      </Panel>
      {plan.set !== null && <AnswerPanel key={plan.set.digest} set={plan.set} />}
    </Stack>
  );
}

/** What still stands in the way of a set. */
function Blocked({ plan }: { readonly plan: HandoverPlan }) {
  const { errors, unexplained } = plan;
  if (errors + unexplained === 0) return null;
  const parts = [
    ...(errors > 0 ? [`${errors} 处要改`] : []),
    ...(unexplained > 0 ? [`${unexplained} 处要说明`] : []),
  ];
  return (
    <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title={`还不能备齐：${parts.join('，')}`}>
      <Group justify="space-between">
        <Text size="sm">改正或说明以后，才能制作光盘和材料清单。</Text>
        <Button component={Link} href={paths.checks} size="xs" variant="default">
          去检查页
        </Button>
      </Group>
    </Alert>
  );
}

function Sheets({ plan }: { readonly plan: HandoverPlan }) {
  const { round, index } = useWorkspace();
  const { set } = plan;
  const title = roundTitle(index.pack.campaign, round);
  if (set === null)
    return (
      <Text size="sm" c="dimmed">
        光盘做好以后，在这里导出材料清单（交接时双方签字）和光盘标签。
      </Text>
    );
  const save = (sheet: 'list' | 'label', name: string) =>
    saveFile(
      { title: `保存${name}`, suggestedName: safeFileName(`${name}_${title}_第${set.revision}版.pdf`) },
      (target) => callEngine('handover.sheet', { round, sheet, target }),
    );
  return (
    <Stack gap="sm">
      <Alert
        color={set.sameAsNow ? 'ok' : 'caution'}
        icon={set.sameAsNow ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={
          set.sameAsNow
            ? `第 ${set.revision} 版已备齐，${timeText(set.madeAt)}`
            : `第 ${set.revision} 版以后又改过内容，请重新备一版`
        }
      />
      <Group gap="sm">
        <Button variant="default" onClick={() => void save('list', '材料清单')}>
          导出材料清单
        </Button>
        <Button variant="default" onClick={() => void save('label', '光盘标签')}>
          导出光盘标签
        </Button>
      </Group>
    </Stack>
  );
}
