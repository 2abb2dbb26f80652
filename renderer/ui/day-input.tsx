import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker, type DatePickerProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { dateProblem, parseDateText } from '../../shared/typed/date-text.ts';

/**
 * A day, typed in any usual spelling or picked from a calendar; `YYYY-MM-DD` or null comes out. What is no date is
 * named on leaving the box and does not change the value. Alt with the down arrow opens the calendar.
 */
export function DayInput({
  label,
  value,
  onChange,
  firstShown,
  description,
  error = null,
  autoFocus = false,
  maxWidth,
  looks,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The month the calendar opens at while there is no value. */
  readonly firstShown: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
  readonly maxWidth?: number;
  /** How single days look in the calendar. */
  readonly looks: Pick<DatePickerProps, 'weekendDays' | 'getDayProps'>;
}) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  const [wrong, setWrong] = useState(false);
  if (seen !== value) {
    setSeen(value);
    setText(value ?? '');
    setWrong(false);
  }
  const leave = () => {
    const parsed = text.trim() === '' ? null : parseDateText(text);
    setWrong(parsed === null && text.trim() !== '');
    if (parsed !== null || text.trim() === '') {
      setText(parsed ?? '');
      if (parsed !== value) onChange(parsed);
    }
  };
  return (
    <TextInput
      label={label}
      description={description}
      placeholder="例如 2021-09-13"
      autoComplete="off"
      maw={maxWidth}
      value={text}
      data-autofocus={autoFocus || undefined}
      error={wrong ? dateProblem(text, 'date') : error}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
        if (event.altKey && event.key === 'ArrowDown') {
          event.preventDefault();
          setOpened(true);
        }
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              aria-label={`从日历选择${label}`}
              aria-haspopup="dialog"
              onClick={() => setOpened((open) => !open)}
            >
              <IconCalendar size={18} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown aria-label={`${label}的日历`}>
            <DatePicker
              {...looks}
              value={value}
              defaultDate={value ?? firstShown}
              onChange={(picked) => {
                setOpened(false);
                onChange(picked);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
