import { Badge, Group, Text, Textarea } from '@mantine/core';
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
import { countText } from '../../../shared/counting/word-count.ts';
import { withEdits } from '../../../shared/typed/format-text.ts';
import { tidyLines } from '../../../shared/typed/tidy-text.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import { notifyUndoable } from '../../kit/notify.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import classes from '../field/form.module.css';
import { useTextInput } from '../field/use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';
import { FirstPerson } from './first-person.tsx';
import { FormatButton } from './format-button.tsx';

type Band = NonNullable<Extract<Field, { type: 'longText' }>['wordBand']>;

/** How far a count is from a band, in one sentence with one band: what to do, not what is required. */
function bandSentence(
  words: number,
  { fair: [least, most] }: Band,
): { readonly color: string; readonly say: string } {
  if (words < least) return { color: 'caution', say: `再加约 ${Math.ceil((least - words) / 10) * 10} 字` };
  if (words > most) return { color: 'caution', say: `再减约 ${Math.ceil((words - most) / 10) * 10} 字` };
  return { color: 'ok', say: '篇幅合适' };
}

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
  const take = (text: string, told: string) => {
    draft.change({ [field.id]: text });
    draft.saveNow();
    notifyUndoable(told);
  };
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
      <Group justify="space-between" gap="xs" mih={30}>
        <WordCount text={stored} band={field.wordBand} />
        <FormatButton
          label={field.label}
          text={stored}
          onTake={(text) => take(text, `“${field.label}”的格式已整理。`)}
        />
      </Group>
      <FirstPerson
        marks={marks}
        onGo={(mark) => select(mark.at, mark.length)}
        onReplace={(places, instead) => {
          const edits = places.map(({ at, length }) => ({ at, length, to: instead, what: 'sign' as const }));
          // Found in a text that may be a letter behind: what is replaced is looked at once more.
          if (marked === stored)
            take(withEdits(stored, edits), `第一人称 ${places.length} 处已改为“${instead}”。`);
        }}
      />
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
    return later.length < 50 ? (
      <span />
    ) : (
      <Text className={classes.small} c="dimmed">
        {counts.words} 字
      </Text>
    );
  }
  const state = later === '' ? null : bandSentence(counts.words, band);
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {counts.words} 字
      </Text>
      {state === null ? (
        <Text size="sm" c="dimmed">
          要求 {band.target} 字左右（{band.fair[0]} 至 {band.fair[1]} 字）
        </Text>
      ) : (
        <Badge variant="light" color={state.color} radius="sm">
          {state.say}
        </Badge>
      )}
      <Text className={classes.small} c="dimmed">
        与 Word“字数”一致；字符数（不计空格）{counts.characters}
      </Text>
    </Group>
  );
}
