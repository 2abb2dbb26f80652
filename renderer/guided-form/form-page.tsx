import { useParams } from 'wouter';
import { DraftProvider } from '../parts/draft/draft-context.tsx';
import { FormDesk } from './form-desk.tsx';

/** The guided form of one subject: `/form/:subjectId/:formId/:fieldId?/:row?`. */
export function FormPage() {
  const { subjectId = 'unit', formId = '', fieldId, row } = useParams();
  return (
    <DraftProvider key={subjectId} subjectId={subjectId}>
      <FormDesk
        key={formId}
        formId={formId}
        target={fieldId === undefined ? null : { fieldId, row: row === undefined ? undefined : Number(row) }}
      />
    </DraftProvider>
  );
}
