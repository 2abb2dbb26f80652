import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import type { z } from 'zod';
import type { certainty as certaintySchema } from '../../shared/words/field-schema.ts';
import classes from './ui.module.css';

type Certainty = z.infer<typeof certaintySchema>;

const MEANING: { readonly [C in Certainty]: string } = {
  notice: '通知原文写明。',
  analogy: '参照同类表彰活动的表式。',
  custom: '按同类表格的通行写法。',
  inferred: '根据通知要求推定。',
};

/**
 * 未经官方附件核对: the notice does not fix this item (domain notes 0.1). Nothing for what it does fix. In words for a
 * whole form and beside what prints it (paper that gets a seal carries no remarks of ours); as a dashed ring at a field, where words on nearly every one would hide the rest.
 */
export function UnconfirmedMark({
  words,
  certainty,
  source,
}: {
  /** What to say in words; absent, a ring. */
  readonly words?: string;
  readonly certainty: Certainty;
  readonly source?: string | undefined;
}) {
  if (certainty === 'notice') return null;
  return (
    <Popover width={320} position="bottom-start" returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={words === undefined ? classes.ring : classes.unconfirmed}
          aria-label={`${words ?? '未经官方附件核对'}，查看来源`}
          title="未经官方附件核对"
        >
          {words ?? <IconCircleDashed size={16} aria-hidden />}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            未经官方附件核对
          </Text>
          <Text size="sm">
            {MEANING[certainty]}官方附件到手后，由领导小组办公室下发的活动包会替换这一项，已填内容不会丢失。
          </Text>
          {source !== undefined && (
            <Text size="sm" c="dimmed">
              来源：{source}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
