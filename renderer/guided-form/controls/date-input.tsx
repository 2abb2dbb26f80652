import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { DatePicker, MonthPicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dateText, monthText } from '../../../shared/reading/field-text.ts';
import {
  dateProblem,
  dateProposals,
  isPresentText,
  PRESENT,
  parseDateText,
  parseMonthText,
} from '../../../shared/typed/date-text.ts';
import { useDayLooks } from '../../kit/day-looks.ts';
import { useToday } from '../../kit/use-today.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft } from '../../parts/draft/draft-context.tsx';
import { useSteady } from '../../ui/use-steady.ts';
import { useTextInput } from '../field/use-text-input.ts';

/** Names of the arrows. The heading between them is named by the month or year it shows. */
const PICKER_LABELS = {
  nextMonth: '下个月',
  previousMonth: '上个月',
  nextYear: '下一年',
  previousYear: '上一年',
  nextDecade: '后十年',
  previousDecade: '前十年',
};

/** How a stored date or month stands in its box: 2021-09-02, 2015-03, 至今. */
function boxText(stored: string): string {
  return stored === PRESENT ? '至今' : stored;
}

/**
 * A date or a month, typed in any usual spelling or picked. While typing, only what already reads as a date is stored;
 * on leaving, the box shows the stored spelling, or says that it is no date. What is no date stays in the box, also when
 * the clerk comes back to it later (UnreadTexts).
 */
export function DateInput({
  kind,
  stored,
  box,
  over = stored,
  onStore,
  allowPresent = false,
  name,
  compact = false,
  attributes,
}: {
  readonly kind: 'date' | 'month';
  readonly stored: string;
  /** Which box this is within its record, and what the store holds there: for keeping what is no date yet. */
  readonly box: string;
  readonly over?: string;
  readonly onStore: (value: string | null) => void;
  readonly allowPresent?: boolean;
  /** For the picker's button; the box itself is named by `attributes`. */
  readonly name: string;
  readonly compact?: boolean;
  readonly attributes: {
    readonly id?: string;
    readonly 'aria-label'?: string;
    readonly 'aria-describedby'?: string | undefined;
    readonly 'aria-required'?: boolean | undefined;
    readonly error?: boolean;
  };
}) {
  const { index } = useWorkspace();
  const { unread } = useDraft();
  const [begun] = useState(() => unread.get(box, over));
  const [opened, setOpened] = useState(false);
  const thisYear = Number(useToday().slice(0, 4));
  /** The text that was found to be no date; what is said of it holds for this text alone. */
  const [wrong, setWrong] = useState<string | null>(begun);
  const read = useCallback(
    (text: string): string | null => {
      if (allowPresent && isPresentText(text)) return PRESENT;
      return kind === 'date' ? parseDateText(text) : parseMonthText(text);
    },
    [kind, allowPresent],
  );
  const commit = (text: string) => {
    setWrong(null);
    if (text.trim() === '') return onStore(null);
    const value = text === boxText(stored) ? stored : read(text);
    // Stored text that is no date (pasted) stays until it is replaced: nothing disappears by itself.
    if (value !== null) onStore(value);
  };
  const leave = (text: string): string => {
    if (text.trim() === '' || text === boxText(stored)) {
      if (text.trim() !== '' && read(text) === null) setWrong(text);
      return text;
    }
    const value = read(text);
    if (value === null) {
      setWrong(text);
      return text;
    }
    return boxText(value);
  };
  function sayWrong(text: string): string {
    const how = dateProblem(text, kind, allowPresent);
    return stored === '' ? how : `${how}现在存的仍是 ${boxText(stored)}。`;
  }
  const input = useTextInput(boxText(stored), commit, leave, begun);
  const shown = input.value;
  // Said on leaving: the page must not move under the pointer that leaves.
  const said = useSteady(wrong);
  const proposals = said === null ? [] : dateProposals(said, kind, thisYear);
  const half = shown.trim() !== '' && shown !== boxText(stored) && read(shown) === null ? shown : null;
  const going = useRef(false);
  useEffect(() => {
    going.current = false;
    return () => {
      going.current = true;
    };
  }, []);
  useEffect(() => {
    if (half === null) unread.drop(box);
    else unread.keep(box, over, half);
    return () => {
      // The row went to another place: its text goes along. On leaving the part of the form it stays.
      if (!going.current) unread.drop(box);
    };
  }, [unread, box, over, half]);
  const pick = (value: string | null) => {
    setWrong(null);
    onStore(value === null ? null : value.slice(0, kind === 'date' ? 10 : 7));
    setOpened(false);
  };
  const picked =
    stored === PRESENT || read(stored) === null ? null : kind === 'month' ? `${stored}-01` : stored;
  const looks = useDayLooks();
  // An empty date most likely lies near the campaign, not near today.
  const opensAt = picked ?? index.pack.campaign.baseDate;
  return (
    <TextInput
      {...attributes}
      {...input}
      onBlur={(event) => {
        input.onBlur(event);
        unread.saveNow();
      }}
      autoComplete="off"
      placeholder={kind === 'date' ? '2021-09-02' : allowPresent ? '2015-03 或 至今' : '2015-03'}
      error={
        said === null || said !== shown ? (
          attributes.error
        ) : (
          <>
            {proposals.length === 0 ? sayWrong(said) : sayWrong(said).replace(/(?<=。).*$/u, '')}
            {proposals.map((proposal) => (
              <Button
                key={proposal}
                size="compact-xs"
                variant="default"
                ms={6}
                onClick={() => pick(proposal)}
              >
                填 {proposal}
              </Button>
            ))}
          </>
        )
      }
      title={picked === null ? '' : kind === 'date' ? dateText(stored) : monthText(stored)}
      rightSectionPointerEvents="all"
      rightSection={
        compact ? null : (
          <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
            <Popover.Target>
              <ActionIcon
                aria-label={`选择${name}`}
                aria-haspopup="dialog"
                tabIndex={-1}
                onClick={() => setOpened((open) => !open)}
              >
                <IconCalendar size={18} aria-hidden />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              {kind === 'date' ? (
                <DatePicker
                  {...looks}
                  value={picked}
                  defaultDate={opensAt}
                  onChange={pick}
                  ariaLabels={PICKER_LABELS}
                />
              ) : (
                <MonthPicker
                  value={picked}
                  defaultDate={opensAt}
                  onChange={pick}
                  ariaLabels={PICKER_LABELS}
                />
              )}
            </Popover.Dropdown>
          </Popover>
        )
      }
      onKeyDown={(event) => {
        if (event.altKey && event.key === 'ArrowDown' && !compact) {
          event.preventDefault();
          event.stopPropagation();
          setOpened(true);
        }
      }}
    />
  );
}
