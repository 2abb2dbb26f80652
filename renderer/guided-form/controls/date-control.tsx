import { useDraft, useFieldText } from '../../parts/draft/draft-context.tsx';
import { type ControlProps, inputAttributes } from './control-props.ts';
import { DateInput } from './date-input.tsx';

/** A date or month field. */
export function DateControl({ field, ids }: ControlProps<'date' | 'month'>) {
  const { draft } = useDraft();
  const stored = useFieldText(field.id);
  return (
    <DateInput
      kind={field.type}
      stored={stored}
      box={field.id}
      name={field.label}
      onStore={(value) => draft.change({ [field.id]: value }, { typing: true })}
      attributes={inputAttributes(ids)}
    />
  );
}
