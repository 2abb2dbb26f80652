import type { ApiResult } from '../../../shared/api.ts';
import { isInRound } from '../../../shared/reading/in-round.ts';
import type { Round } from '../../../shared/words/field-schema.ts';
import type { NomineeMark } from './nominee-marks.ts';

/** A nominee of the package of which something is known from elsewhere. */
export interface MarkedNominee {
  readonly id: string;
  readonly name: string;
  readonly marks: readonly NomineeMark[];
}

/** The marked nominees among those that a round's package holds, in the order of the list. */
export function markedNominees(
  records: ApiResult<'records.list'>,
  marks: readonly NomineeMark[],
  round: Round,
): readonly MarkedNominee[] {
  return records.flatMap((record) => {
    const { id, name } = record;
    const own = marks.filter((mark) => mark.subjectId === id);
    return own.length === 0 || !isInRound(round, record) ? [] : [{ id, name, marks: own }];
  });
}
