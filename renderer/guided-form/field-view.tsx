import { memo, type ReactElement } from 'react';
import { evaluateCondition } from '../../shared/reading/evaluate-condition.ts';
import type { Field } from '../../shared/words/field-schema.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft, useDraftSelector } from '../parts/draft/draft-context.tsx';
import { useFindings } from '../parts/draft/field-findings.ts';
import { CodeControl, CodesControl, isOpenChoice, YesNoControl } from './controls/choice-controls.tsx';
import { DateControl } from './controls/date-control.tsx';
import { AttachmentsControl, PhotoControl } from './controls/file-controls.tsx';
import { IdNumberControl } from './controls/id-number-control.tsx';
import { LongTextControl } from './controls/long-text-control.tsx';
import { NumberControl } from './controls/number-control.tsx';
import { TableControl } from './controls/table-control.tsx';
import { TextControl } from './controls/text-control.tsx';
import type { OfficeComment } from './field/field-comments.ts';
import { FieldFrame, type FieldIds } from './field/field-frame.tsx';
import classes from './field/form.module.css';

/** The control of a field, by its type. */
function controlFor(field: Field, ids: FieldIds): ReactElement {
  switch (field.type) {
    case 'text':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
      return <TextControl field={field} ids={ids} />;
    case 'longText':
      return <LongTextControl field={field} ids={ids} />;
    case 'date':
    case 'month':
      return <DateControl field={field} ids={ids} />;
    case 'number':
      return <NumberControl field={field} ids={ids} />;
    case 'code':
      return <CodeControl field={field} ids={ids} />;
    case 'codes':
      return <CodesControl field={field} ids={ids} />;
    case 'yesNo':
      return <YesNoControl field={field} ids={ids} />;
    case 'idNumber':
      return <IdNumberControl field={field} ids={ids} />;
    case 'photo':
      return <PhotoControl field={field} ids={ids} />;
    case 'attachments':
      return <AttachmentsControl field={field} ids={ids} />;
    case 'table':
      return <TableControl field={field} ids={ids} />;
  }
}

const WIDE: ReadonlySet<Field['type']> = new Set(['longText', 'photo', 'attachments', 'table', 'codes']);

const NO_COMMENTS: readonly OfficeComment[] = [];

/** One field of the form. Renders again only when its own value, findings, comments or visibility change. */
export const FieldView = memo(function FieldView({
  field,
  comments = NO_COMMENTS,
}: {
  readonly field: Field;
  readonly comments?: readonly OfficeComment[] | undefined;
}) {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  const visible = useDraftSelector((scope) => evaluateCondition(field.visibleWhen, scope));
  const findings = useFindings(draft.id, field.id);
  if (!visible) return null;
  const items =
    field.type === 'code' || field.type === 'codes' ? (index.codeTable(field.table)?.items.length ?? 99) : 0;
  const group =
    field.type === 'photo' ||
    field.type === 'attachments' ||
    field.type === 'table' ||
    field.type === 'yesNo' ||
    (field.type === 'code' && isOpenChoice(items)) ||
    (field.type === 'codes' && items <= 8);
  return (
    <div className={WIDE.has(field.type) ? classes.wide : undefined}>
      <FieldFrame field={field} findings={findings} comments={comments} group={group}>
        {(ids) => controlFor(field, ids)}
      </FieldFrame>
    </div>
  );
});
