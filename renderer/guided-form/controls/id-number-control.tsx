import { Text, TextInput } from '@mantine/core';
import { useCallback, useDeferredValue } from 'react';
import { normaliseIdNumber, readIdNumber } from '../../../shared/identifiers/id-number.ts';
import type { FieldValue } from '../../../shared/words/content.ts';
import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import classes from '../field/form.module.css';
import { useTextInput } from '../field/use-text-input.ts';
import { type ControlProps, inputAttributes } from './control-props.ts';

const PROBLEM = {
  length: '身份证号应为 18 位。',
  characters: '身份证号只能有数字，最后一位可以是 X。',
  birth: '第 7 到 14 位不是出生日期。',
  digit: '校验位不对，请对照身份证逐位核对。',
} as const;

/** 身份证号: a right number fills in birth date and sex where they are still empty, and says what it read. */
export function IdNumberControl({ field, ids }: ControlProps<'idNumber'>) {
  const { draft } = useDraft();
  const stored = useFieldText(field.id);
  const commit = useCallback(
    (text: string, tidied = false) => {
      const value = normaliseIdNumber(text);
      const changes: Record<string, FieldValue> = { [field.id]: value };
      const reading = readIdNumber(value);
      if (reading.kind === 'valid') {
        if (field.birthField !== undefined && draft.value(field.birthField) === null) {
          changes[field.birthField] = reading.birth;
        }
        if (field.sexField !== undefined && draft.value(field.sexField) === null) {
          changes[field.sexField] = reading.sex;
        }
      }
      draft.change(changes, { typing: !tidied });
    },
    [draft, field],
  );
  const input = useTextInput(stored, commit, normaliseIdNumber);
  const looked = useDeferredValue(stored);
  const reading = readIdNumber(looked);
  const long = looked.length >= 18;
  return (
    <>
      <TextInput
        {...inputAttributes(ids)}
        {...input}
        autoComplete="off"
        spellCheck={false}
        inputMode="text"
        placeholder={field.placeholder ?? '18 位'}
        ff="monospace"
      />
      <Text className={classes.help} mih={21} c="dimmed" role="status">
        {reading.kind === 'valid' &&
          `读出：${reading.birth.slice(0, 4)}年${Number(reading.birth.slice(5, 7))}月${Number(reading.birth.slice(8))}日出生，${reading.sex === '1' ? '男' : '女'}`}
        {reading.kind === 'bad' && long && PROBLEM[reading.problem]}
        {reading.kind === 'bad' && !long && looked !== '' && `已输入 ${looked.length} 位`}
      </Text>
    </>
  );
}
