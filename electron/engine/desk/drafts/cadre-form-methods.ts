import { handlersOf } from '../../kernel/run-method.ts';
import { usualLimits } from '../../reading-room/guard/limits.ts';
import { readGuarded } from '../../reading-room/read-guarded.ts';
import type { Desk } from '../ground/desk.ts';
import { readSource } from '../ground/target-file.ts';

/** Files of the 干部任免审批表. */
export function cadreFormMethods(desk: Desk) {
  return handlersOf({
    async 'cadreForm.read'({ source }) {
      return readGuarded('cadreForm', readSource(desk.handles, source, usualLimits.fileBytes));
    },
  });
}
