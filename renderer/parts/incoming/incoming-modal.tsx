import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { applyLines, type Incoming, type IncomingLine } from '../../../shared/reading/incoming.ts';
import type { Content } from '../../../shared/words/content.ts';
import classes from './incoming.module.css';
import { type IncomingContext, IncomingPreview, takenAtFirst } from './incoming-preview.tsx';

/**
 * The one dialog through which things come in from what exists: what was found, each line ticked, what is left out. Taking it
 * gives one change of the record, so that one undo takes the whole import back.
 */
export function IncomingModal({
  title,
  incoming,
  context,
  children,
  onTake,
  onClose,
}: {
  readonly title: string;
  readonly incoming: Incoming;
  readonly context: IncomingContext;
  /** Above the lines: the text itself, or which column is which. */
  readonly children?: ReactNode;
  readonly onTake: (changes: Content, lines: readonly IncomingLine[]) => void;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [instead, setInstead] = useState<ReadonlySet<string>>(new Set());
  const isTicked = (line: IncomingLine) =>
    chosen.get(line.id) ??
    (takenAtFirst(line, context.content) || (line.likely && instead.has(line.fieldId)));
  const ticked = incoming.lines.filter(isTicked);
  const tick = (lines: readonly IncomingLine[], on: boolean) =>
    setChosen(new Map([...chosen, ...lines.map((line) => [line.id, on] as const)]));
  const take = () => {
    onTake(applyLines(ticked, context.content, context.fieldOf, instead), ticked);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={980} closeOnClickOutside={false}>
      <Stack gap="sm">
        {children}
        <IncomingPreview
          incoming={incoming}
          context={context}
          isTicked={isTicked}
          onTick={tick}
          instead={instead}
          onInstead={(fieldId, on) => {
            const next = new Set(instead);
            if (on) next.add(fieldId);
            else next.delete(fieldId);
            setInstead(next);
          }}
        />
        <Group justify="space-between" className={classes.foot}>
          <Text size="sm" c="dimmed">
            只填入打勾的。填入以后按一次 Ctrl+Z 就全部撤回。
          </Text>
          <Group>
            <Button variant="default" onClick={onClose}>
              不填入
            </Button>
            <Button onClick={take} disabled={ticked.length === 0} data-autofocus>
              填入 {ticked.length} 条
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
