import { ActionIcon, Anchor, Button, Group, Menu, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowDown,
  IconArrowsSort,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconEdit,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { roundTitle } from '../../shared/reading/titles.ts';
import { countFindings } from '../../shared/rules/seal-readiness.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { notifyError, notifyNewest } from '../kit/notify.ts';
import { formPath, photoPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { NomineeMarkBadge } from '../parts/review/nominee-mark-badge.tsx';
import { useNomineeMarks } from '../parts/review/use-nominee-marks.ts';
import { groupBy } from '../ui/list.ts';
import { SEVERITIES, SeverityBadge } from '../ui/severity-badge.tsx';
import { MoveToModal } from './move-to-modal.tsx';
import { movedTo } from './nominee-order.ts';
import classes from './overview.module.css';
import { ProgressPicture } from './progress-picture.tsx';
import type { Nominee, NomineeRow } from './use-overview.ts';

/** Nominees of one kind in their order: progress in both rounds, findings, and what can be done with each. */
export function NomineeTable({
  rows,
  all,
  findings,
  title,
}: {
  readonly rows: readonly NomineeRow[];
  readonly all: readonly Nominee[];
  readonly findings: readonly Finding[];
  readonly title: string;
}) {
  const { index } = useWorkspace();
  const marks = useNomineeMarks().data ?? [];
  const reorder = useEngineMutation('records.reorder');
  const bySubject = useMemo(() => groupBy(findings, (finding) => finding.subjectId), [findings]);
  const rounds = index.pack.campaign.rounds;
  const move = (id: string, place: number) => reorder.mutate({ ids: movedTo(all, id, place) });
  return (
    <Table className={classes.table} verticalSpacing={6} highlightOnHover aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={44}>序</Table.Th>
          <Table.Th>名称</Table.Th>
          {rounds.map((round) => (
            <Table.Th key={round.id} w={124}>
              {round.title}
            </Table.Th>
          ))}
          <Table.Th w={156}>检查</Table.Th>
          <Table.Th w={104}>上次保存</Table.Th>
          <Table.Th w={112}>操作</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, at) => {
          const counts = countFindings(bySubject.get(row.nominee.id) ?? []);
          return (
            <Table.Tr key={row.nominee.id}>
              <Table.Td>{at + 1}</Table.Td>
              <Table.Td>
                <Anchor
                  component={Link}
                  href={formPath(row.nominee.id, row.formId)}
                  className={classes.name}
                  title={row.name}
                >
                  {row.name}
                </Anchor>
                {marks
                  .filter(({ subjectId }) => subjectId === row.nominee.id)
                  .map((mark) => (
                    <NomineeMarkBadge key={mark.text} mark={mark} />
                  ))}
              </Table.Td>
              {rounds.map((round) => (
                <Table.Td key={round.id}>
                  <ProgressPicture progress={round.id === 'preliminary' ? row.preliminary : row.formal} />
                </Table.Td>
              ))}
              <Table.Td>
                <Group gap={4}>
                  {SEVERITIES.filter((severity) => severity !== 'info' && counts[severity] > 0).map(
                    (severity) => (
                      <SeverityBadge key={severity} severity={severity} count={counts[severity]} />
                    ),
                  )}
                  {counts.error + counts.warning === 0 && (
                    <Text size="sm" c="dimmed">
                      无
                    </Text>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {row.nominee.savedAt === null ? '未填写' : dayjs(row.nominee.savedAt).format('M-D HH:mm')}
                </Text>
              </Table.Td>
              <Table.Td className={classes.tools}>
                <ActionIcon
                  aria-label={`${row.name}上移`}
                  disabled={at === 0}
                  onClick={() => move(row.nominee.id, at)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={`${row.name}下移`}
                  disabled={at === rows.length - 1}
                  onClick={() => move(row.nominee.id, at + 2)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <RowMenu
                  row={row}
                  at={at + 1}
                  count={rows.length}
                  onMove={(place) => move(row.nominee.id, place)}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function RowMenu({
  row,
  at,
  count,
  onMove,
}: {
  readonly row: NomineeRow;
  /** Its place from 1, among how many. */
  readonly at: number;
  readonly count: number;
  readonly onMove: (place: number) => void;
}) {
  const [moving, setMoving] = useState(false);
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const { id, kind } = row.nominee;
  const hasPhoto = index.field(kind, index.pack.campaign.photo?.field ?? '') !== undefined;
  const copy = useEngineMutation('records.create', {
    onDone: (made) => {
      const form = index.formsOf(kind).find((one) => one.rounds.includes(round));
      if (form !== undefined) navigate(formPath(made.id, form.id));
    },
  });
  const setFormal = useEngineMutation('records.setFormal');
  const remove = useEngineMutation('records.remove', {
    onDone: () => {
      const note = `removed-${id}`;
      const bringBack = () => {
        notifications.hide(note);
        callEngine('records.bringBack', { id }).catch((error: unknown) => notifyError(error, '没有撤销'));
      };
      notifyNewest({
        id: note,
        autoClose: 15_000,
        title: `已移除“${row.name}”`,
        message: (
          <Button size="compact-sm" variant="default" mt={4} onClick={bringBack}>
            撤销移除
          </Button>
        ),
      });
    },
  });
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={`${row.name}的更多操作`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconEdit size={16} aria-hidden />}
            onClick={() => navigate(formPath(id, row.formId))}
          >
            填写
          </Menu.Item>
          {hasPhoto && (
            <Menu.Item
              leftSection={<IconPhoto size={16} aria-hidden />}
              onClick={() => navigate(photoPath(id))}
            >
              照片
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => copy.mutate({ kind, copyFrom: id })}
          >
            照此新增一个
          </Menu.Item>
          {count > 2 && (
            <Menu.Item leftSection={<IconArrowsSort size={16} aria-hidden />} onClick={() => setMoving(true)}>
              移到第几位
            </Menu.Item>
          )}
          {round === 'formal' && (
            <Menu.CheckboxItem
              checked={row.nominee.inFormal}
              onChange={(inFormal) => setFormal.mutate({ id, inFormal })}
            >
              列入{roundTitle(index.pack.campaign, 'formal')}
            </Menu.CheckboxItem>
          )}
          <Menu.Divider />
          <Menu.Item
            color="danger"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate({ id })}
          >
            移除
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {moving && (
        <MoveToModal name={row.name} at={at} count={count} onMove={onMove} onClose={() => setMoving(false)} />
      )}
    </>
  );
}
