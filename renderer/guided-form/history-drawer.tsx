import {
  Button,
  Drawer,
  Group,
  Stack,
  Table,
  Text,
  Title,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import dayjs from 'dayjs';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { sameValue } from '../../shared/ground/same-value.ts';
import { fieldText } from '../../shared/reading/field-text.ts';
import { roundTitle } from '../../shared/reading/titles.ts';
import type { Content } from '../../shared/words/content.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyUndoable } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { askConfirm } from '../ui/confirm.tsx';
import { sorted } from '../ui/list.ts';
import classes from './history.module.css';

/** Every saved version: what changed in it, how it differs from now, and the way back. */
export function HistoryDrawer({
  opened,
  onClose,
  onClosed,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The drawer has gone from the screen: the menu item that opened it is gone, so it cannot give the focus back. */
  readonly onClosed: () => void;
}) {
  return (
    <Drawer opened={opened} onClose={onClose} onExitTransitionEnd={onClosed} title="修改历史" size={720}>
      {opened && <SincePreliminary />}
      {opened && <History onClose={onClose} />}
    </Drawer>
  );
}

/** In the formal round: what differs from the sealed preliminary submission. */
function SincePreliminary() {
  const { draft, kind } = useDraft();
  const { index, round } = useWorkspace();
  const query = useEngineQuery(
    'record.changesSincePreliminary',
    { id: draft.id },
    { enabled: round === 'formal' },
  );
  const changes = query.data ?? [];
  if (round !== 'formal' || changes.length === 0) return null;
  const before = roundTitle(index.pack.campaign, 'preliminary');
  return (
    <Stack gap="xs" mb="lg">
      <Title order={3}>
        与{before}封包相比改了 {changes.length} 处
      </Title>
      <DifferenceTable
        left={before}
        rows={changes.map(({ fieldId, ...values }) => ({
          id: fieldId,
          label: index.field(kind, fieldId)?.label ?? fieldId,
          ...values,
        }))}
      />
    </Stack>
  );
}

function DifferenceTable({
  left,
  rows,
  onRestore,
}: {
  readonly left: string;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Puts one field back; absent where nothing can be put back from here. */
  readonly onRestore?: (id: string) => void;
}) {
  return (
    <Table layout="fixed" verticalSpacing={6} withRowBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>栏目</Table.Th>
          <Table.Th>{left}</Table.Th>
          <Table.Th>现在</Table.Th>
          {onRestore !== undefined && (
            <Table.Th w={84}>
              <VisuallyHidden>操作</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td className={classes.text}>{row.label}</Table.Td>
            <Table.Td className={classes.text}>{row.before || '（空）'}</Table.Td>
            <Table.Td className={classes.text}>{row.after || '（空）'}</Table.Td>
            {onRestore !== undefined && (
              <Table.Td className={classes.act}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`恢复“${row.label}”`}
                  onClick={() => onRestore(row.id)}
                >
                  恢复
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function History({ onClose }: { readonly onClose: () => void }) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const query = useEngineQuery('record.history', { id: draft.id });
  const [chosen, setChosen] = useState<number | null>(null);
  const label = (id: string) => index.field(kind, id)?.label ?? id;
  useEffect(() => {
    // The form leaves the keys of a dialog alone, so the undo that a restored field speaks of is here.
    const undo = (event: KeyboardEvent) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!wanted || event.defaultPrevented) return;
      event.preventDefault();
      draft.undo();
    };
    window.addEventListener('keydown', undo);
    return () => window.removeEventListener('keydown', undo);
  }, [draft]);
  return (
    <Loaded query={query} label="正在读取历史">
      {(versions) => {
        const newest = sorted(versions, (a, b) => b.revision - a.revision);
        const [current, before] = newest;
        if (current === undefined) return <Text c="dimmed">还没有保存过。</Text>;
        // The newest save is what stands on the screen: the question is what was there before it.
        const shown = chosen ?? (before ?? current).revision;
        return (
          <div className={classes.columns}>
            <Stack gap={2} component="nav" aria-label="各次保存">
              {newest.map((version) => (
                <UnstyledButton
                  key={version.revision}
                  className={classes.version}
                  aria-pressed={shown === version.revision}
                  onClick={() => setChosen(version.revision)}
                >
                  <Text size="sm" fw={600}>
                    {dayjs(version.savedAt).format('M月D日 HH:mm:ss')}
                    {version === current && '（现在）'}
                  </Text>
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {version.fields.map(label).join('、')}
                  </Text>
                </UnstyledButton>
              ))}
            </Stack>
            <Compare key={shown} revision={shown} onPut={() => setChosen(shown)} onRestored={onClose} />
          </div>
        );
      }}
    </Loaded>
  );
}

function Compare({
  revision,
  onPut,
  onRestored,
}: {
  readonly revision: number;
  /** Something was put back, which becomes a save of its own: this version stays the one compared with. */
  readonly onPut: () => void;
  readonly onRestored: () => void;
}) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const now = useSyncExternalStore(draft.subscribeContent, draft.content);
  const query = useEngineQuery('record.revision', { id: draft.id, revision });
  const heading = useRef<HTMLParagraphElement>(null);
  const text = (id: string, content: Content) => {
    const field = index.field(kind, id);
    return field === undefined ? '' : fieldText(field, content[id], { codes: index.pack.codes });
  };
  return (
    <Loaded query={query} label="正在读取这一版">
      {(old) => {
        // A field that a newer pack dropped is on no form, and can be neither compared nor put back.
        const ids = [...new Set([...Object.keys(old.content), ...Object.keys(now)])].filter(
          (id) => index.field(kind, id) !== undefined && !sameValue(old.content[id], now[id]),
        );
        const put = (fields: readonly string[]) =>
          draft.change(Object.fromEntries(fields.map((id) => [id, old.content[id] ?? null])));
        const restoreField = (id: string) => {
          put([id]);
          onPut();
          // The row goes away with its button.
          heading.current?.focus();
          notifyUndoable(`已恢复“${index.field(kind, id)?.label ?? id}”。`);
        };
        const restoreAll = async () => {
          const sure = await askConfirm({
            title: '恢复这一版？',
            message: '现在的内容会作为历史留着，随时可以再换回来。',
            confirm: '恢复这一版',
          });
          if (!sure) return;
          put(ids);
          draft.saveNow();
          notifyUndoable('已恢复到所选的版本。');
          onRestored();
        };
        return (
          <Stack>
            <Group justify="space-between">
              <Text size="sm" ref={heading} tabIndex={-1}>
                {ids.length === 0 ? '与现在的内容一样，不需要恢复。' : `与现在相比有 ${ids.length} 处不同`}
              </Text>
              {ids.length > 0 && (
                <Button size="xs" onClick={() => void restoreAll()}>
                  恢复这一版
                </Button>
              )}
            </Group>
            {ids.length > 0 && (
              <DifferenceTable
                left="这一版"
                rows={ids.map((id) => ({
                  id,
                  label: index.field(kind, id)?.label ?? id,
                  before: text(id, old.content),
                  after: text(id, now),
                }))}
                onRestore={restoreField}
              />
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
