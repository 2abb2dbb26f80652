import { Checkbox, Group, Radio, Stack } from '@mantine/core';
import { yesNoOrder, yesNoWords } from '../../../shared/reading/yes-no-words.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useFieldValue } from '../../parts/draft/draft-context.tsx';
import { sorted } from '../../ui/list.ts';
import { CodeSelect, CodesSelect } from './code-select.tsx';
import { type ControlProps, inputAttributes } from './control-props.ts';

/** Up to this many options stand open as radios or boxes; more become a searchable list. */
const OPEN_CHOICES = 4;

/** Whether a field is a group of controls named together. */
export function isOpenChoice(itemCount: number): boolean {
  return itemCount <= OPEN_CHOICES;
}

/** One code of a table. */
export function CodeControl({ field, ids }: ControlProps<'code'>) {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  const stored = useFieldValue(field.id);
  const table = index.codeTable(field.table);
  const value = typeof stored === 'string' ? stored : null;
  const store = (code: string | null) => {
    draft.change({ [field.id]: code });
    draft.saveNow();
  };
  if (table === undefined || !isOpenChoice(table.items.length)) {
    return (
      <CodeSelect
        table={table}
        value={value}
        onChange={store}
        attributes={inputAttributes(ids)}
        placeholder={field.placeholder}
      />
    );
  }
  return (
    <Radio.Group
      id={ids.control}
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      value={value ?? ''}
      onChange={store}
    >
      <Group gap="lg" mih={36} style={{ rowGap: 8 }}>
        {table.items.map((item) => (
          <Radio key={item.code} value={item.code} label={item.label} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Several codes of a table. */
export function CodesControl({ field, ids }: ControlProps<'codes'>) {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  const stored = useFieldValue(field.id);
  const table = index.codeTable(field.table);
  const value = Array.isArray(stored) ? stored.filter((one): one is string => typeof one === 'string') : [];
  const store = (codes: string[]) => {
    // Kept in the table's order, so that ticking in another order is no other content.
    const order = table?.items.map((item) => item.code) ?? [];
    draft.change({ [field.id]: sorted(codes, (a, b) => order.indexOf(a) - order.indexOf(b)) });
    draft.saveNow();
  };
  if (table !== undefined && table.items.length <= 8) {
    return (
      <Checkbox.Group
        id={ids.control}
        aria-labelledby={ids.label}
        aria-describedby={ids.describedBy}
        value={value}
        onChange={store}
      >
        <Stack gap={8} py={4}>
          {table.items.map((item) => (
            <Checkbox key={item.code} value={item.code} label={item.label} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  }
  return <CodesSelect table={table} value={value} onChange={store} attributes={inputAttributes(ids)} />;
}

/** 是 or 否, 有 or 无; unanswered is neither. */
export function YesNoControl({ field, ids }: ControlProps<'yesNo'>) {
  const { draft } = useDraft();
  const stored = useFieldValue(field.id);
  const words = yesNoWords(field);
  return (
    <Radio.Group
      id={ids.control}
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      value={stored === true ? 'yes' : stored === false ? 'no' : ''}
      onChange={(answer) => {
        draft.change({ [field.id]: answer === 'yes' });
        draft.saveNow();
      }}
    >
      <Group gap="lg" mih={36}>
        {yesNoOrder(field).map((answer) => (
          <Radio key={answer} value={answer} label={words[answer]} />
        ))}
      </Group>
    </Radio.Group>
  );
}
