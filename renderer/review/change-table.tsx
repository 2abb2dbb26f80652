import { ScrollArea, Table } from '@mantine/core';
import type { SubjectKind } from '../../shared/words/field-schema.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import classes from './review.module.css';

/** One field that two versions of a submission say differently. */
export interface FieldChange {
  readonly subjectName: string;
  readonly subjectId: string;
  readonly fieldId: string;
  readonly kind: SubjectKind | null;
  readonly before: string;
  readonly after: string;
}

/** Differences of two versions, field by field. */
export function ChangeTable({
  label,
  before,
  after,
  changes,
}: {
  readonly label: string;
  /** Headings of the two versions. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly FieldChange[];
}) {
  const { index } = useWorkspace();
  const fieldLabel = (change: FieldChange) =>
    change.kind === null
      ? (index.field('collective', change.fieldId)?.label ??
        index.field('individual', change.fieldId)?.label ??
        index.field('unit', change.fieldId)?.label ??
        change.fieldId)
      : (index.field(change.kind, change.fieldId)?.label ?? change.fieldId);
  return (
    <ScrollArea viewportProps={{ tabIndex: 0 }} mah="60vh">
      <Table aria-label={label} miw={720} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>对象</Table.Th>
            <Table.Th w={160}>栏目</Table.Th>
            <Table.Th>{before}</Table.Th>
            <Table.Th>{after}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={`${change.subjectId}-${change.fieldId}`}>
              <Table.Td>{change.subjectName}</Table.Td>
              <Table.Td>{fieldLabel(change)}</Table.Td>
              <Table.Td className={classes.before ?? ''}>{change.before || '（空）'}</Table.Td>
              <Table.Td className={classes.after ?? ''}>{change.after || '（空）'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
