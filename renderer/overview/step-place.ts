import type { Place } from '../../shared/checklist/checklist-types.ts';
import { formPath, paths, sealPath, settingsPath } from '../kit/paths.ts';

/** The address of the page where a step is done; null for a new nominee, which is made on the overview itself. */
export function pathOf(place: Place): string | null {
  switch (place.page) {
    case 'notices':
      return paths.notices;
    case 'checks':
      return paths.checks;
    case 'paper':
      return paths.paper;
    case 'seal':
      return sealPath();
    case 'enrolment':
      return sealPath('enrol');
    case 'handover':
      return paths.handover;
    case 'feedback':
      return paths.feedback;
    case 'inbox':
      return paths.inbox;
    case 'signers':
      return paths.signers;
    case 'pack':
      return settingsPath('pack');
    case 'form':
      return formPath(place.subjectId, place.formId, place.fieldId);
    case 'add':
      return null;
  }
}
