import { Paper, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useRovingIndex } from '@mantine/hooks';
import { formTitle } from '../../shared/reading/titles.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { groupPapers, type PaperItem, paperKey, paperState } from '../parts/papers/paper-state.ts';
import classes from './paper-desk.module.css';
import { PaperStateBadge } from './paper-state-badge.tsx';

/** Papers grouped by form. Arrow keys move, Enter or a click shows the preview. */
export function PaperList({
  items,
  selected,
  onSelect,
}: {
  readonly items: readonly PaperItem[];
  readonly selected: string | null;
  readonly onSelect: (item: PaperItem) => void;
}) {
  const { index } = useWorkspace();
  const groups = groupPapers(items).map((group) => {
    const form = index.form(group.formId);
    return { ...group, title: form === undefined ? group.title : formTitle(form) };
  });
  const order = groups.flatMap((group) => group.items.map(paperKey));
  const roving = useRovingIndex({ total: order.length, orientation: 'vertical', loop: false });
  return (
    <Paper withBorder className={classes.list ?? ''} component="nav" aria-label="表格清单">
      {groups.map((group) => (
        <section key={group.formId} aria-label={group.title}>
          <Text size="sm" fw={600} className={classes.group ?? ''}>
            {group.title}
          </Text>
          {group.items.map((item) => {
            const key = paperKey(item);
            const state = paperState(item);
            return (
              <UnstyledButton
                key={key}
                className={classes.row ?? ''}
                aria-current={key === selected}
                {...roving.getItemProps({ index: order.indexOf(key), onClick: () => onSelect(item) })}
              >
                <Text size="sm" lineClamp={2} title={item.subjectName}>
                  {item.subjectName}
                </Text>
                <VisuallyHidden>，{group.title}，</VisuallyHidden>
                <PaperStateBadge state={state} compact />
              </UnstyledButton>
            );
          })}
        </section>
      ))}
    </Paper>
  );
}
