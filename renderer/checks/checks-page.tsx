import { Accordion, Alert, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { fillState, fillStateWords } from '../../shared/reading/fill-state.ts';
import { isInRound } from '../../shared/reading/in-round.ts';
import { formTitle } from '../../shared/reading/titles.ts';
import { type FindingLook, findingLook } from '../../shared/rules/finding-look.ts';
import { sealReadiness } from '../../shared/rules/seal-readiness.ts';
import type { SubjectKind } from '../../shared/words/field-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded, together } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { FindingCard } from '../parts/findings/finding-card.tsx';
import { findingPath } from '../parts/findings/finding-target.ts';
import { byLook, LOOK_ORDER, LOOKS, LookBadge } from '../parts/findings/looks.tsx';
import { MissingCard } from '../parts/findings/missing-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { groupBy, sorted } from '../ui/list.ts';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';

const nobodyListed = sentenceOf(new JianbiaoError('seal-empty'));

type Shown = FindingLook | 'all';

/** All findings of the round, by nominee, errors first; with filters, the way to each field, and explanations. */
export function ChecksPage() {
  const { round, index } = useWorkspace();
  const readings = together({
    all: useEngineQuery('findings.list', { round }),
    records: useEngineQuery('records.list', {}),
  });
  const title = index.pack.campaign.rounds.find((entry) => entry.id === round)?.title ?? '';
  return (
    <Page>
      <PageHeader
        title="检查"
        description={`${title}的全部检查结果。还差的填完、要改的改正后才能封包；要说明的改正，或写明理由。`}
      />
      <Loaded query={readings} label="正在检查">
        {({ all, records }) => <FindingsList all={all} records={records} />}
      </Loaded>
    </Page>
  );
}

function FindingsList({
  all,
  records,
}: {
  readonly all: readonly Finding[];
  readonly records: ApiResult<'records.list'>;
}) {
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const [look, setLook] = useState<Shown>('all');
  const [subject, setSubject] = useState<string | null>(null);
  const [closed, setClosed] = useState<readonly string[]>([]);
  const looks = byLook(all, index.isMissingRule);
  const listed = records.filter((record) => isInRound(round, record)).length;
  const readiness = sealReadiness(listed, all);
  const kinds = new Map<string, SubjectKind>(records.map((entry) => [entry.id, entry.kind]));
  const kindOf = (id: string): SubjectKind => kinds.get(id) ?? 'unit';
  const order = ['unit', ...records.map((entry) => entry.id)];
  const names = new Map(all.map((finding) => [finding.subjectId, finding.subjectName]));
  const shown = all.filter(
    (finding) =>
      (subject === null || finding.subjectId === subject) &&
      (look === 'all' || findingLook(finding, index.isMissingRule) === look),
  );
  const groups = sorted(
    [...groupBy(shown, (finding) => finding.subjectId)],
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  const titleOf = (formId: string) => {
    const form = index.form(formId);
    return form === undefined ? '' : formTitle(form);
  };
  const fieldLabel = (finding: Finding) =>
    (finding.fieldId === undefined
      ? undefined
      : index.field(kindOf(finding.subjectId), finding.fieldId)?.label) ?? finding.message;
  const where = (finding: Finding) => {
    const form = finding.formId === undefined ? undefined : index.form(finding.formId);
    const field =
      finding.fieldId === undefined ? undefined : index.field(kindOf(finding.subjectId), finding.fieldId);
    const row = finding.row === undefined ? '' : ` 第${finding.row + 1}行`;
    const annex = form?.annex === undefined ? form?.title : `附件${form.annex}`;
    return (
      [annex, field === undefined ? undefined : `${field.label}${row}`]
        .filter((part) => part !== undefined)
        .join(' · ') || '全部材料'
    );
  };
  const jump = (finding: Finding) => {
    const path = findingPath(finding, kindOf(finding.subjectId), round, index);
    if (path !== null) navigate(path);
  };
  if (all.length === 0) {
    return (
      <EmptyState
        icon={<IconCircleCheck size={40} />}
        title="没有发现问题"
        description={readiness.empty ? nobodyListed : '通知要求的各项检查都通过了，可以打印和封包。'}
      />
    );
  }
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <SegmentedControl
          aria-label="按轻重筛选"
          value={look}
          onChange={(value) => setLook(value)}
          data={[
            { value: 'all', label: `全部 ${all.length}` },
            ...LOOK_ORDER.filter((one) => looks[one].length > 0).map((one) => ({
              value: one,
              label: `${LOOKS[one].label} ${looks[one].length}`,
            })),
          ]}
        />
        <Select
          aria-label="按对象筛选"
          placeholder="全部对象"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': '显示全部对象' }}
          data={[...names].map(([value, label]) => ({ value, label: label || value }))}
          value={subject}
          onChange={setSubject}
          w={260}
        />
      </Group>
      {readiness.errors === 0 && (
        <Alert color={readiness.ready ? 'ok' : 'caution'}>
          {readiness.unexplained > 0
            ? `都已填完，没有要改的。还有 ${readiness.unexplained} 条要写说明。`
            : readiness.empty
              ? nobodyListed
              : '都已填完，没有要改的，要说明的都有说明，可以封包。'}
        </Alert>
      )}
      {groups.length === 0 && <Text c="dimmed">没有符合筛选的结果。</Text>}
      <Accordion
        multiple
        variant="separated"
        value={groups.map(([id]) => id).filter((id) => !closed.includes(id))}
        onChange={(open) => setClosed(groups.map(([id]) => id).filter((id) => !open.includes(id)))}
        order={2}
      >
        {groups.map(([id, list]) => {
          const own = byLook(list, index.isMissingRule);
          const missing = own.unfilled.length;
          const state = fillState({ required: missing, filled: 0, touched: 1 }, own.wrong.length);
          return (
            <Accordion.Item key={id} value={id}>
              <Accordion.Control>
                <Group gap="sm" wrap="nowrap">
                  <Text fw={600} truncate title={names.get(id) ?? ''}>
                    {names.get(id)}
                  </Text>
                  <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
                    {fillStateWords[state]}
                  </Text>
                  {(['wrong', 'explain', 'unfilled'] as const)
                    .filter((one) => own[one].length > 0)
                    .map((one) => (
                      <LookBadge key={one} look={one} count={own[one].length} />
                    ))}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <Stack gap="xs">
                  {/* In the order in which they are to be done: what is missing, what is wrong, what is to be explained. */}
                  {[...groupBy(own.unfilled, (finding) => finding.formId ?? '')].map(([formId, missing]) => (
                    <MissingCard
                      key={formId}
                      findings={missing}
                      title={titleOf(formId)}
                      label={fieldLabel}
                      onJump={jump}
                    />
                  ))}
                  {[...own.wrong, ...own.explain, ...own.note, ...own.explained].map((finding) => (
                    <FindingCard
                      key={finding.key}
                      finding={finding}
                      where={where(finding)}
                      onJump={findingPath(finding, kindOf(id), round, index) === null ? null : jump}
                    />
                  ))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
    </Stack>
  );
}
