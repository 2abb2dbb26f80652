import { MultiSelect, type OptionsFilter, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CodeTable } from '../../../shared/words/pack-schema.ts';
import {
  bestFirst,
  bestGroupsFirst,
  loadPinyin,
  matchRank,
  type PinyinReader,
} from '../../ui/pinyin-index.ts';

type Attributes = {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-required'?: boolean | undefined;
  readonly error?: boolean;
};

/** What a box shows of a code: its label, or the short one in a narrow column. */
export function boxLabel(item: CodeTable['items'][number], short: boolean): string {
  return short ? (item.short ?? item.label) : item.label;
}

/** Options and the pinyin filter of a code table. The dictionary loads when the box is first entered. */
function useCodeOptions(table: CodeTable | undefined, short = false) {
  const [read, setRead] = useState<PinyinReader | null>(null);
  /** Whether the dictionary is there, or never will be. */
  const [settled, setSettled] = useState(false);
  const data = useMemo(() => {
    const items = table?.items ?? [];
    if (!items.some((item) => item.group !== undefined)) {
      return items.map((item) => ({ value: item.code, label: boxLabel(item, short) }));
    }
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const item of items) {
      const group = item.group ?? '其他';
      groups.set(group, [...(groups.get(group) ?? []), { value: item.code, label: boxLabel(item, short) }]);
    }
    return [...groups].map(([group, options]) => ({ group, items: options }));
  }, [table, short]);
  const byCode = new Map((table?.items ?? []).map((item) => [item.code, item]));
  const filter: OptionsFilter = ({ options, search }) => {
    const rank = (option: { value: string; label: string }) =>
      matchRank(search, byCode.get(option.value) ?? { label: option.label, code: option.value }, read);
    const pick = <T extends { value: string; label: string }>(items: readonly T[]): T[] =>
      bestFirst(items, rank);
    const flat = options.flatMap((option) => ('group' in option ? [] : [option]));
    const grouped = options.flatMap((option) =>
      'group' in option ? [{ ...option, items: pick(option.items) }] : [],
    );
    const found = grouped.filter((group) => group.items.length > 0);
    const order = search.trim() === '' ? [...found.keys()] : bestGroupsFirst(found, rank);
    return [...pick(flat), ...order.flatMap((at) => found[at] ?? [])];
  };
  const load = () => {
    if (read === null)
      loadPinyin()
        .then((reader) => setRead(() => reader))
        .catch(() => undefined)
        .finally(() => setSettled(true));
  };
  const renderOption = ({
    option,
  }: {
    readonly option: { readonly value: string; readonly label: string };
  }) => byCode.get(option.value)?.label ?? option.label;
  return { data, filter, load, renderOption, settled };
}

/**
 * One code of a table, found by label, pinyin or initials. A list that opens because a whole word came in at once (input
 * method, paste) has its first match ready for Enter: without `selectFirstOptionOnDropdownOpen` Mantine shows it so but
 * takes none.
 */
export function CodeSelect({
  table,
  value,
  onChange,
  attributes,
  placeholder,
  compact = false,
}: {
  readonly table: CodeTable | undefined;
  /** The box shows the short label, as in a narrow column; the open list always shows the whole one. */
  readonly compact?: boolean;
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly attributes: Attributes;
  readonly placeholder?: string | undefined;
}) {
  const { data, filter, load, renderOption, settled } = useCodeOptions(table, compact);
  return (
    <Select
      {...attributes}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      openOnFocus={false}
      clearable
      // Choosing what is chosen keeps it; emptying has its own button.
      allowDeselect={false}
      clearButtonProps={{ 'aria-label': '清除', tabIndex: -1 }}
      autoSelectOnBlur={false}
      // Turned on with the dictionary: what it finds for letters typed before is marked at that moment.
      selectFirstOptionOnChange={settled}
      selectFirstOptionOnDropdownOpen
      filter={filter}
      onFocus={load}
      renderOption={renderOption}
      maxDropdownHeight={320}
      placeholder={placeholder ?? '选择，或输入拼音首字母'}
      comboboxProps={{
        transitionProps: { duration: 0 },
        ...(compact ? { width: 'max-content', position: 'bottom-start' } : {}),
      }}
    />
  );
}

/** Several codes of a table. */
export function CodesSelect({
  table,
  value,
  onChange,
  attributes,
}: {
  readonly table: CodeTable | undefined;
  readonly value: string[];
  readonly onChange: (codes: string[]) => void;
  readonly attributes: Attributes;
}) {
  const { data, filter, load } = useCodeOptions(table);
  return (
    <MultiSelect
      {...attributes}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      openOnFocus={false}
      hidePickedOptions
      filter={filter}
      onFocus={load}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
