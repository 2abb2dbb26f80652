import { Text, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import { parseNumber } from '../../../shared/typed/parse-number.ts';
import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import { useTextInput } from '../field/use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';

/** A number with its unit. What is no number is said at once after typing and is not stored. */
export function NumberControl({ field, ids }: ControlProps<'number'>) {
  const { draft } = useDraft();
  const stored = useFieldText(field.id);
  const [problem, setProblem] = useState(false);
  const commit = useCallback(
    (text: string) => {
      if (text.trim() === '') {
        setProblem(false);
        draft.change({ [field.id]: null }, { typing: true });
        return;
      }
      const value = parseNumber(text, field.min, field.max, field.unit);
      setProblem(value === null);
      if (value !== null) draft.change({ [field.id]: value }, { typing: true });
    },
    [draft, field],
  );
  // On leaving, the box shows what is stored: １２６人 becomes 126.
  const leave = (text: string) => {
    const value = parseNumber(text, field.min, field.max, field.unit);
    return value === null ? text : String(value);
  };
  const input = useTextInput(stored, commit, leave);
  const range =
    field.min !== undefined && field.max !== undefined
      ? `${field.min} 到 ${field.max}`
      : field.min !== undefined
        ? `不小于 ${field.min}`
        : field.max !== undefined
          ? `不大于 ${field.max}`
          : '';
  return (
    <TextInput
      {...inputAttributes(ids)}
      {...input}
      inputMode="numeric"
      autoComplete="off"
      placeholder={field.placeholder ?? ''}
      error={problem ? `请填数字${range === '' ? '' : `，${range}`}。现在的内容没有保存。` : ids.invalid}
      rightSection={
        field.unit === undefined ? null : (
          <Text size="sm" c="dimmed">
            {field.unit}
          </Text>
        )
      }
    />
  );
}
