import { Select, Textarea, TextInput } from '@mantine/core';
import { memo } from 'react';
import { yesNoOrder, yesNoWords } from '../../../shared/reading/yes-no-words.ts';
import { tidyCell, tidyLines } from '../../../shared/typed/tidy-text.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import type { CodeTable } from '../../../shared/words/pack-schema.ts';
import { oneLine } from '../field/one-line.ts';
import { useTextInput } from '../field/use-text-input.ts';
import { CodeSelect } from './code-select.tsx';
import { DateInput } from './date-input.tsx';

export type CellValue = string | number | boolean | null;

interface CellProps {
  readonly id: string;
  readonly column: Column;
  readonly row: number;
  readonly value: CellValue;
  readonly codes: CodeTable | undefined;
  /** The whole row as it is stored, as text: what a half-typed date is tied to. */
  readonly stored: string;
  readonly onStore: (row: number, columnId: string, value: CellValue, tidied?: boolean) => void;
}

/** How a cell is called: 起始年月（第1行）. */
function cellName(column: Column, row: number): string {
  return `${column.label}（第${row + 1}行）`;
}

/** One cell of a table field. */
export const TableCell = memo(function TableCell({
  id,
  column,
  row,
  value,
  codes,
  stored,
  onStore,
}: CellProps) {
  const name = cellName(column, row);
  const store = (next: CellValue, tidied?: boolean) => onStore(row, column.id, next, tidied);
  const text = value === null ? '' : String(value);
  switch (column.type) {
    case 'text':
    case 'longText':
    case 'phone':
      return <TextCell id={id} column={column} name={name} text={text} onStore={store} />;
    case 'month':
    case 'date':
      return (
        <DateInput
          kind={column.type}
          stored={text}
          box={`${id}:${column.id}`}
          over={stored}
          name={name}
          compact
          allowPresent={column.type === 'month' && column.allowPresent}
          onStore={store}
          attributes={{ id, 'aria-label': name }}
        />
      );
    case 'code':
      return (
        <CodeSelect
          table={codes}
          value={typeof value === 'string' ? value : null}
          onChange={store}
          attributes={{ id, 'aria-label': name }}
          placeholder="选择"
          compact
        />
      );
    case 'yesNo':
      return (
        <Select
          id={id}
          aria-label={name}
          data={yesNoOrder(column).map((answer) => ({ value: answer, label: yesNoWords(column)[answer] }))}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(answer) => store(answer === null ? null : answer === 'yes')}
          placeholder="选择"
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      );
  }
});

function TextCell({
  id,
  column,
  name,
  text,
  onStore,
}: {
  readonly id: string;
  readonly column: Extract<Column, { type: 'text' | 'longText' | 'phone' }>;
  readonly name: string;
  readonly text: string;
  readonly onStore: (value: CellValue, tidied?: boolean) => void;
}) {
  const tidy = column.type === 'longText' ? tidyLines : oneLine;
  const input = useTextInput(
    text,
    (next, tidied) => onStore(tidy(next) === '' ? null : tidy(next), tidied),
    (left) => tidyCell(column, tidy(left)),
  );
  const attributes = { id, 'aria-label': name, autoComplete: 'off', spellCheck: false };
  if (column.type === 'phone') return <TextInput {...attributes} {...input} inputMode="tel" />;
  // Long posts and award names wrap instead of hiding; Enter moves on unless the column is for several lines.
  return (
    <Textarea
      {...attributes}
      {...input}
      autosize
      minRows={column.type === 'longText' ? 2 : 1}
      maxRows={8}
      data-single-line={column.type === 'text' || undefined}
    />
  );
}
