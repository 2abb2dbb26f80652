import { Paper, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded, together } from '../kit/loaded.tsx';
import { type SealTab, sealPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { SealHistory } from '../parts/packages/seal-history.tsx';
import { markedNominees } from '../parts/review/marked-nominees.ts';
import { useNomineeMarks } from '../parts/review/use-nominee-marks.ts';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EnrolmentPanel } from './enrolment-panel.tsx';
import { chosenRecipient, firstChoice, type SealChoice } from './plan-state.ts';
import { SealWizard } from './seal-wizard.tsx';

const tabs: readonly SealTab[] = ['seal', 'enrol', 'history'];

/** 封包: the wizard, registering the key, and what was sealed before. */
export function SealPage() {
  const { round, index } = useWorkspace();
  const [choices, setChoices] = useState<{ readonly round: Round; readonly choice: SealChoice } | null>(null);
  const choice = choices?.round === round ? choices.choice : firstChoice;
  const planQuery = useEngineQuery(
    'seal.plan',
    { round, ...chosenRecipient(choice), ...(choice.plain.plain ? { plain: true } : {}) },
    { keepPrevious: true },
  );
  const readings = together({
    plan: planQuery,
    papers: useEngineQuery('paper.status', { round }),
    records: useEngineQuery('records.list', {}),
    marks: useNomineeMarks(),
  });
  const asked = useParams().tab;
  const [, navigate] = useLocation();
  const tab = tabs.find((entry) => entry === asked) ?? 'seal';
  const roundTitle = index.pack.campaign.rounds.find((entry) => entry.id === round)?.title ?? '';
  return (
    <Page>
      <PageHeader
        title="封包"
        description={`把${roundTitle}材料装成一个签名、加密、谁都改不动的文件，用介质交给收件单位。`}
      />
      <Tabs
        value={tab}
        onChange={(value) => navigate(sealPath(tabs.find((entry) => entry === value)), { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="seal">封包</Tabs.Tab>
          <Tabs.Tab value="enrol">登记本单位</Tabs.Tab>
          <Tabs.Tab value="history">封包记录</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="seal">
          <Loaded query={readings} label="正在清点材料">
            {({ plan, papers, records, marks }) => (
              <SealWizard
                key={round}
                plan={plan}
                current={!planQuery.isFetching}
                papers={papers}
                marked={markedNominees(records, marks, round)}
                round={round}
                choice={choice}
                onChoice={(next) => setChoices({ round, choice: next })}
                onRenew={() => planQuery.refetch()}
              />
            )}
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="enrol">
          <Paper withBorder p="lg">
            <EnrolmentPanel />
          </Paper>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <Paper withBorder p="lg">
            <SealHistory />
          </Paper>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
