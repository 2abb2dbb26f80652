import { Badge, Button, Group, Text, Textarea } from '@mantine/core';
import {
  memo,
  type ReactNode,
  type Ref,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { type FirstPersonMark, findFirstPerson } from '../../../shared/counting/third-person.ts';
import { bandOf, countText } from '../../../shared/counting/word-count.ts';
import { tidyLines } from '../../../shared/typed/tidy-text.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import classes from '../field/form.module.css';
import { useTextInput } from '../field/use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';

type Band = NonNullable<Extract<Field, { type: 'longText' }>['wordBand']>;

const BAND_TEXT = {
  good: { color: 'ok', say: () => '篇幅合适' },
  fair: { color: 'caution', say: (band: Band) => `建议 ${band.good[0]} 到 ${band.good[1]} 字` },
  low: { color: 'danger', say: (band: Band) => `偏少，要求 ${band.target} 字左右` },
  high: { color: 'danger', say: (band: Band) => `偏多，要求 ${band.target} 字左右` },
} as const;

/**
 * Several lines. With a band, the count that Word would give is shown live; where the pack asks for the third person,
 * words of the first person are marked in the text and listed below. Counting and marking never hold up typing.
 */
export function LongTextControl({ field, ids }: ControlProps<'longText'>) {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  const stored = useFieldText(field.id);
  const commit = useCallback(
    (text: string, tidied = false) => draft.change({ [field.id]: text }, { typing: !tidied }),
    [draft, field.id],
  );
  const input = useTextInput(stored, commit, tidyLines);
  const box = useRef<HTMLTextAreaElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const rule = index.pack.rules.find((one) => one.kind === 'thirdPerson' && one.params.field === field.id);
  const words = rule?.kind === 'thirdPerson' ? rule.params : null;
  const marked = useDeferredValue(stored);
  const marks = useMemo(() => (words === null ? [] : findFirstPerson(marked, words)), [marked, words]);
  const follow = useCallback(() => {
    if (backdrop.current !== null && box.current !== null) backdrop.current.scrollTop = box.current.scrollTop;
  }, []);
  // A paste scrolls the box before the text under it has grown, and a resize without a scroll event: the marks would lie on
  // other words until the clerk scrolls.
  useLayoutEffect(follow);
  useEffect(() => {
    const area = box.current;
    if (area === null) return undefined;
    const watch = new ResizeObserver(follow);
    watch.observe(area);
    return () => watch.disconnect();
  }, [follow]);
  const select = (at: number, length: number) => {
    const area = box.current;
    if (area === null) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(at, at + length);
    scrollToWord(area, backdrop.current, at);
  };
  return (
    <>
      <div className={words === null ? undefined : classes.marks}>
        {words !== null && <MarkedText ref={backdrop} text={marked} marks={marks} />}
        <Textarea
          {...inputAttributes(ids)}
          {...input}
          ref={box}
          rows={field.wordBand === undefined ? field.rows : Math.max(field.rows, 14)}
          classNames={{ input: classes.longText ?? '' }}
          spellCheck={false}
          placeholder={field.placeholder ?? ''}
          onScroll={follow}
        />
      </div>
      <WordCount text={stored} band={field.wordBand} />
      {marks.length > 0 && (
        <Group gap={4}>
          <Text size="sm">第一人称 {marks.length} 处：</Text>
          {marks.slice(0, MARKS_LISTED).map((mark) => (
            <Button
              key={mark.at}
              size="compact-xs"
              variant="light"
              color="caution"
              onClick={() => select(mark.at, mark.length)}
            >
              {mark.word}（第 {mark.position} 字）
            </Button>
          ))}
          {marks.length > MARKS_LISTED && <Text size="sm">等</Text>}
        </Group>
      )}
    </>
  );
}

/**
 * Brings a marked word into the middle of its box and of the page. Selecting it does neither when the box has the focus
 * already. Where the word stands is read from its mark in the text under the box, which breaks its lines alike.
 */
function scrollToWord(area: HTMLTextAreaElement, backdrop: HTMLElement | null, at: number): void {
  const mark = backdrop?.querySelector<HTMLElement>(`mark[data-at="${at}"]`);
  if (mark === undefined || mark === null) return;
  area.scrollTop = mark.offsetTop - area.clientHeight / 2 + mark.offsetHeight / 2;
  const smooth = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const lies = area.getBoundingClientRect().top + mark.offsetTop - area.scrollTop;
  window.scrollBy({ top: lies - window.innerHeight / 2, behavior: smooth ? 'smooth' : 'auto' });
}

/** Marks of the first person listed below the box; the text itself shows all. */
const MARKS_LISTED = 6;

/** The text under the box: nothing of it is seen but the marks. */
const MarkedText = memo(function MarkedText({
  text,
  marks,
  ref,
}: {
  readonly text: string;
  readonly marks: readonly FirstPersonMark[];
  readonly ref: Ref<HTMLDivElement>;
}) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const mark of marks) {
    parts.push(
      text.slice(from, mark.at),
      <mark key={mark.at} data-at={mark.at}>
        {mark.word}
      </mark>,
    );
    from = mark.at + mark.length;
  }
  // A last line break needs something after it, or the box has one line more than the text under it.
  parts.push(`${text.slice(from)}\u200b`);
  return (
    <div ref={ref} className={classes.backdrop} aria-hidden>
      {parts}
    </div>
  );
});

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
