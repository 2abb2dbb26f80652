import { Button, Menu, Paper, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus, IconUser, IconUsersGroup } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { awardKinds, kindTitle } from '../../shared/reading/titles.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { useEngineMutation } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { formPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { ChecklistPanel } from './checklist-panel.tsx';
import { Deadlines } from './deadlines.tsx';
import { NextCard } from './next-card.tsx';
import { NomineeTable } from './nominee-table.tsx';
import { RemovedNominees } from './removed-nominees.tsx';
import { UnitForms } from './unit-forms.tsx';
import { type OverviewReadings, useOverview, useOverviewReadings } from './use-overview.ts';
import { UsePictures } from './use-pictures.tsx';

/** Where everything stands, and the one thing to do next. */
export function OverviewPage() {
  return (
    <Loaded query={useOverviewReadings()} label="正在读取材料">
      {(readings) => <Overview readings={readings} />}
    </Loaded>
  );
}

function Overview({ readings }: { readonly readings: OverviewReadings }) {
  const { list } = readings;
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const overview = useOverview(readings);
  const create = useEngineMutation('records.create', {
    onDone: ({ id }, { kind }) => {
      const form = index.formsOf(kind).find((one) => one.rounds.includes(round));
      if (form !== undefined) navigate(formPath(id, form.id));
    },
  });
  const add = <AddButton onAdd={(kind) => create.mutate({ kind })} busy={create.isPending} />;
  const { campaign } = index.pack;
  const parts = awardKinds(campaign).map((kind) => ({ kind, title: kindTitle(campaign, kind) }));
  const { checklist } = readings;
  return (
    <Page wide>
      <PageHeader title="总览" actions={add} />
      <Stack gap="md">
        <NextCard
          checklist={checklist}
          add={<AddButton primary onAdd={(kind) => create.mutate({ kind })} busy={create.isPending} />}
        />
        <ChecklistPanel checklist={checklist} />
        <SimpleGrid cols={{ base: 1, sm: overview.uses.length > 0 ? 2 : 1 }}>
          <Panel title="时间">
            <Deadlines deadlines={checklist.deadlines} />
          </Panel>
          {overview.uses.length > 0 && (
            <Panel title="名额和比例">
              <UsePictures uses={overview.uses} />
            </Panel>
          )}
        </SimpleGrid>
        <Panel title="本单位的材料">
          <UnitForms forms={overview.unitForms} />
        </Panel>
        {list.length === 0 ? (
          <Paper withBorder>
            <EmptyState
              icon={<IconUsersGroup size={40} />}
              title="还没有推荐对象"
              description="新增一个集体或个人，或在“批量导入”页用表格一次导入。"
            />
          </Paper>
        ) : (
          parts.map(({ kind, title }) => {
            const rows = overview.rows.filter((row) => row.nominee.kind === kind);
            return rows.length === 0 ? null : (
              <Panel key={kind} title={`${title}（${rows.length}）`}>
                <NomineeTable rows={rows} all={list} findings={overview.findings} title={title} />
              </Panel>
            );
          })
        )}
        <RemovedNominees />
      </Stack>
    </Page>
  );
}

function AddButton({
  onAdd,
  busy,
  primary = false,
}: {
  readonly onAdd: (kind: NomineeKind) => void;
  readonly busy: boolean;
  readonly primary?: boolean;
}) {
  const { campaign } = useWorkspace().index.pack;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          size={primary ? 'md' : 'sm'}
          variant={primary ? 'filled' : 'default'}
          leftSection={<IconPlus size={18} aria-hidden />}
          loading={busy}
        >
          新增推荐对象
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {awardKinds(campaign).map((kind) => {
          const Icon = kind === 'collective' ? IconUsersGroup : IconUser;
          return (
            <Menu.Item key={kind} leftSection={<Icon size={18} aria-hidden />} onClick={() => onAdd(kind)}>
              {kindTitle(campaign, kind)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
