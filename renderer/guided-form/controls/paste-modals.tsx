import { Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Incoming, IncomingLine } from '../../../shared/reading/incoming.ts';
import {
  beginsWithRange,
  type ColumnUse,
  type Grid,
  readTable,
  tableIncoming,
} from '../../../shared/reading/pasted-table.ts';
import { type ProseColumns, proseIncoming, proseWord } from '../../../shared/reading/prose-incoming.ts';
import type { Content } from '../../../shared/words/content.ts';
import type { Column } from '../../../shared/words/field-schema.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft } from '../../parts/draft/draft-context.tsx';
import { IncomingModal } from '../../parts/incoming/incoming-modal.tsx';
import type { ControlProps } from './control-props.ts';

interface PasteProps {
  readonly field: ControlProps<'table'>['field'];
  readonly columns: readonly Column[];
  readonly onTake: (changes: Content, lines: readonly IncomingLine[]) => void;
  readonly onClose: () => void;
}

function useIncomingContext() {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  // As it was when the dialog opened: the differences are those the clerk saw.
  const [content] = useState(draft.content);
  return { content, codes: index.pack.codes, fieldOf: (id: string) => index.field(kind, id) };
}

/** 粘贴一段简历: the words in a box, and below it what they were read as, while they are typed or pasted. */
export function ProseModal({
  field,
  prose,
  text,
  onTake,
  onClose,
}: Omit<PasteProps, 'columns'> & { readonly prose: ProseColumns; readonly text: string }) {
  const context = useIncomingContext();
  const [words, setWords] = useState(text);
  const incoming = useMemo(
    () => proseIncoming(field, prose, words, context.codes),
    [field, prose, words, context.codes],
  );
  const found = incoming.lines.length;
  const sample =
    prose.kind === 'resume'
      ? '1998.09—2002.07　某大学某专业学习\n2002.07—2010.03　某单位科员\n2010.03—　　　　　某单位副主任'
      : '2019年12月被某省人民政府授予“先进工作者”称号';
  return (
    <IncomingModal
      title={
        words.trim() === '' ? `粘贴一段${field.label}` : `${field.label}：识别出 ${found} ${proseWord(prose)}`
      }
      incoming={words.trim() === '' ? { lines: [], leftOut: [] } : incoming}
      context={context}
      onTake={onTake}
      onClose={onClose}
    >
      <Textarea
        label="原文"
        description={
          text === '' ? '从 Word、WPS 或任免审批表复制一段，粘贴到这里，一行一段或连成一段都可以' : undefined
        }
        placeholder={`例如\n${sample}`}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={text === '' ? 5 : 2}
        maxRows={text === '' ? 8 : 4}
        spellCheck={false}
        data-autofocus={text === '' || undefined}
      />
    </IncomingModal>
  );
}

const NOWHERE = '';
const RANGE = '起止';

function nameOfUse(use: ColumnUse): string {
  switch (use.kind) {
    case 'column':
      return `column:${use.columnId}`;
    case 'range':
      return RANGE;
    case 'number':
    case 'none':
      return NOWHERE;
  }
}

function namedUse(name: string | null): ColumnUse {
  if (name === RANGE) return { kind: 'range' };
  return name?.startsWith('column:') === true
    ? { kind: 'column', columnId: name.slice('column:'.length) }
    : { kind: 'none' };
}

/** A pasted table: which of its columns goes where, and what that gives. */
export function TableModal({
  field,
  columns,
  grid,
  beside,
  onTake,
  onClose,
}: PasteProps & { readonly grid: Grid; readonly beside: readonly string[] }) {
  const context = useIncomingContext();
  const { codes } = context;
  const reading = useMemo(() => readTable(grid, columns, codes), [grid, columns, codes]);
  const [uses, setUses] = useState(reading.uses);
  const incoming = useMemo((): Incoming => {
    const found = tableIncoming(field, reading, uses, columns, codes);
    const outside = beside.map((source) => ({ source, reason: '在表格外面' }));
    return { lines: found.lines, leftOut: [...outside, ...found.leftOut] };
  }, [field, reading, uses, columns, codes, beside]);
  const choose = (at: number, name: string | null) => {
    const use = namedUse(name);
    setUses(
      uses.map((one, place) => {
        if (place === at) return use;
        // A column takes one place only: the earlier one gives way.
        return name !== NOWHERE && nameOfUse(one) === name ? { kind: 'none' } : one;
      }),
    );
  };
  const places = reading.headings.map((heading, at) => {
    const sample =
      reading.body.map(({ cells }) => (cells[at] ?? '').trim()).find((cell) => cell !== '') ?? '';
    const name = heading === '' ? `第${at + 1}列` : heading.replace(/\s+/g, '');
    return {
      at,
      label: sample === '' ? name : `${name}（${sample.slice(0, 10)}${sample.length > 10 ? '…' : ''}）`,
    };
  });
  const choices = [
    ...columns.map((column) => ({ value: `column:${column.id}`, label: column.label })),
    ...(beginsWithRange(columns)
      ? [{ value: RANGE, label: `${columns[0]?.label ?? ''}和${columns[1]?.label ?? ''}` }]
      : []),
    { value: NOWHERE, label: '不填入' },
  ];
  return (
    <IncomingModal
      title={`粘贴到“${field.label}”：${incoming.lines.length} 行`}
      incoming={incoming}
      context={context}
      onTake={onTake}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text size="sm">
          {reading.sure
            ? '每一列填到哪里：'
            : '请核对每一列填到哪里：表里没有能对上的表头，或有的内容与栏目不符。'}
        </Text>
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing="xs" verticalSpacing={6}>
          {places.map(({ at, label }) => (
            <Select
              key={at}
              size="xs"
              label={label}
              data={choices}
              value={nameOfUse(uses[at] ?? { kind: 'none' })}
              allowDeselect={false}
              onChange={(value) => choose(at, value)}
              comboboxProps={{ transitionProps: { duration: 0 } }}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </IncomingModal>
  );
}
