import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  ScrollArea,
  SegmentedControl,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { rowsOf } from '../../../shared/reading/cells.ts';
import { columnText, fieldText, type TextContext } from '../../../shared/reading/field-text.ts';
import { type Incoming, type IncomingLine, standingOf } from '../../../shared/reading/incoming.ts';
import type { Content } from '../../../shared/words/content.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import { notifyDone } from '../../kit/notify.ts';
import { copyText } from '../../ui/copy-text.ts';
import classes from './incoming.module.css';

/** Where the fields of the record are looked up, and how their values are written. */
export interface IncomingContext extends TextContext {
  readonly content: Content;
  readonly fieldOf: (id: string) => Field | undefined;
}

/** Whether a line is taken unless the clerk says otherwise: what is there already, or differs, must be chosen. */
export function takenAtFirst(line: IncomingLine, content: Content): boolean {
  return line.likely && standingOf(line, content) === 'new';
}

/** The words that a line would put into its field, by column where it is a row. */
function targetWords(line: IncomingLine, context: IncomingContext): readonly (readonly [string, string])[] {
  const field = context.fieldOf(line.fieldId);
  const { target } = line;
  if (field === undefined) return [];
  if (target.kind === 'field') return [[field.label, fieldText(field, target.value, context)]];
  if (target.kind === 'picture') return [[field.label, '文件里的照片']];
  if (field.type !== 'table') return [];
  if (target.kind === 'cell') {
    const column = field.columns.find((one) => one.id === target.columnId);
    if (column === undefined) return [];
    return [
      [`${column.label}（第${target.at + 1}行）`, columnText(column, { [column.id]: target.value }, context)],
    ];
  }
  return field.columns.flatMap((column) => {
    const text = columnText(column, target.row, context);
    return text === '' ? [] : [[column.label, text] as const];
  });
}

/** What stands in the field now, where a line says something else. */
function standingWords(line: IncomingLine, context: IncomingContext): string {
  const field = context.fieldOf(line.fieldId);
  if (field === undefined) return '';
  const now = context.content[line.fieldId];
  const { target } = line;
  if (target.kind === 'cell' && field.type === 'table') {
    const column = field.columns.find((one) => one.id === target.columnId);
    const row = rowsOf(context.content, line.fieldId)[target.at];
    return column === undefined || row === undefined ? '' : columnText(column, row, context);
  }
  return target.kind === 'field' || target.kind === 'picture' ? fieldText(field, now, context) : '';
}

function LineState({ line, context }: { readonly line: IncomingLine; readonly context: IncomingContext }) {
  const standing = standingOf(line, context.content);
  switch (standing) {
    case 'new':
      return null;
    case 'same':
      return (
        <Badge color="gray" variant="light">
          已有，相同
        </Badge>
      );
    case 'differs':
      return (
        <Text size="xs" className={classes.now}>
          现在是：{standingWords(line, context)}
        </Text>
      );
  }
}

function Line({
  line,
  context,
  ticked,
  onTick,
}: {
  readonly line: IncomingLine;
  readonly context: IncomingContext;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}) {
  return (
    <Table.Tr data-incoming={line.id}>
      <Table.Td className={classes.tick}>
        <Checkbox
          checked={ticked}
          onChange={(event) => onTick(event.currentTarget.checked)}
          aria-label={`收入：${line.source.slice(0, 60)}`}
        />
      </Table.Td>
      <Table.Td className={classes.source}>{line.source}</Table.Td>
      <Table.Td className={classes.arrow}>
        <IconArrowNarrowRight size={16} aria-hidden />
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          <div className={classes.words}>
            {targetWords(line, context).map(([label, text]) => (
              <span key={label}>
                <span className={classes.label}>{label}</span> {text}
              </span>
            ))}
          </div>
          {line.notes.map((note) => (
            <Text key={note} size="xs" className={classes.note}>
              {note}
            </Text>
          ))}
          <LineState line={line} context={context} />
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

/**
 * One import before it is taken: each line from the source into its field, ticked or not, what it differs from, and all that
 * was left out. Pure: the page around it holds the ticks and takes them.
 */
export function IncomingPreview({
  incoming,
  context,
  isTicked,
  onTick,
  instead,
  onInstead,
}: {
  readonly incoming: Incoming;
  readonly context: IncomingContext;
  readonly isTicked: (line: IncomingLine) => boolean;
  readonly onTick: (lines: readonly IncomingLine[], ticked: boolean) => void;
  /** The tables whose old rows give way to the new ones. */
  readonly instead: ReadonlySet<string>;
  readonly onInstead: (fieldId: string, instead: boolean) => void;
}) {
  const { lines, leftOut } = incoming;
  const all = lines.length > 0 && lines.every(isTicked);
  const tables = [
    ...new Set(lines.filter(({ target }) => target.kind === 'row').map(({ fieldId }) => fieldId)),
  ]
    .map((fieldId) => ({ field: context.fieldOf(fieldId), rows: rowsOf(context.content, fieldId) }))
    .filter(({ rows }) =>
      rows.some((row) => Object.values(row).some((value) => value !== null && value !== '')),
    );
  return (
    <Stack gap="sm">
      {tables.map(({ field, rows }) =>
        field === undefined ? null : (
          <Group key={field.id} gap="xs">
            <Text size="sm">
              “{field.label}”里已有 {rows.length} 行：
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={`${field.label}里原有的行`}
              value={instead.has(field.id) ? 'instead' : 'beside'}
              onChange={(value) => onInstead(field.id, value === 'instead')}
              data={[
                { value: 'beside', label: '保留，新的加在后面' },
                { value: 'instead', label: '用新的换掉' },
              ]}
            />
          </Group>
        ),
      )}
      {lines.length > 0 && (
        <ScrollArea.Autosize mah="46vh" type="auto" className={classes.frame}>
          <Table verticalSpacing={6} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={classes.tick}>
                  <Checkbox
                    checked={all}
                    indeterminate={!all && lines.some(isTicked)}
                    onChange={() => onTick(lines, !all)}
                    aria-label="全部收入"
                  />
                </Table.Th>
                <Table.Th className={classes.sourceHead}>原文</Table.Th>
                <Table.Th className={classes.arrow} aria-hidden />
                <Table.Th>填到</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Line
                  key={line.id}
                  line={line}
                  context={context}
                  ticked={isTicked(line)}
                  onTick={(ticked) => onTick([line], ticked)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      {leftOut.length > 0 && (
        <Alert color="caution" variant="light" title={`有 ${leftOut.length} 处没有收入`} p="xs" data-left-out>
          <ScrollArea.Autosize mah={140} type="auto">
            <Text size="sm" className={classes.left}>
              {leftOut.map(({ source, reason }) => `${source}（${reason}）`).join('\n')}
            </Text>
          </ScrollArea.Autosize>
          <Button
            size="compact-xs"
            variant="default"
            mt={6}
            onClick={async () => {
              if (await copyText(leftOut.map(({ source }) => source).join('\n')))
                notifyDone('已复制没有收入的内容。');
            }}
          >
            复制这些内容
          </Button>
        </Alert>
      )}
    </Stack>
  );
}
