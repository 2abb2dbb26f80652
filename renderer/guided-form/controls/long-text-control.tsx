import { Badge, Group, Text, Textarea } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo } from 'react';
import type { Field } from '../../../shared/campaign/field-schema.ts';
import { bandOf, countText } from '../../../shared/counting/word-count.ts';
import { useDraft, useFieldText } from '../draft-context.tsx';
import classes from '../form.module.css';
import { useTextInput } from '../use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';

type Band = NonNullable<Extract<Field, { type: 'longText' }>['wordBand']>;

const BAND_TEXT = {
  good: { color: 'ok', say: () => '篇幅合适' },
  fair: { color: 'caution', say: (band: Band) => `建议 ${band.good[0]} 到 ${band.good[1]} 字` },
  low: { color: 'danger', say: (band: Band) => `偏少，要求 ${band.target} 字左右` },
  high: { color: 'danger', say: (band: Band) => `偏多，要求 ${band.target} 字左右` },
} as const;

/** Several lines. With a band, the count that Word would give is shown live; counting never holds up typing. */
export function LongTextControl({ field, ids }: ControlProps<'longText'>) {
  const { draft } = useDraft();
  const stored = useFieldText(field.id);
  const commit = useCallback(
    (text: string) => draft.change({ [field.id]: text }, { typing: true }),
    [draft, field.id],
  );
  const input = useTextInput(stored, commit);
  return (
    <>
      <Textarea
        {...inputAttributes(ids)}
        {...input}
        rows={field.wordBand === undefined ? field.rows : Math.max(field.rows, 14)}
        classNames={{ input: classes.longText ?? '' }}
        spellCheck={false}
        placeholder={field.placeholder ?? ''}
        {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
      />
      <WordCount text={stored} band={field.wordBand} />
    </>
  );
}

function WordCount({ text, band }: { readonly text: string; readonly band: Band | undefined }) {
  const later = useDeferredValue(text);
  const counts = useMemo(() => countText(later), [later]);
  if (band === undefined) {
    return later.length < 50 ? null : (
      <Text size="xs" c="dimmed">
        {counts.words} 字
      </Text>
    );
  }
  const state = later === '' ? null : BAND_TEXT[bandOf(counts.words, band)];
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {counts.words} 字
      </Text>
      {state === null ? (
        <Text size="sm" c="dimmed">
          要求 {band.target} 字左右
        </Text>
      ) : (
        <Badge variant="light" color={state.color} radius="sm">
          {state.say(band)}
        </Badge>
      )}
      <Text size="xs" c="dimmed">
        与 Word“字数”一致；字符数（不计空格）{counts.characters}
      </Text>
    </Group>
  );
}
