import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordState } from '../../shared/api/record-methods.ts';
import { isInRound } from '../../shared/reading/in-round.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { callEngine, engineKey, useEngineQuery } from '../kit/engine.ts';
import { type Reading, together } from '../kit/loaded.tsx';
import { useWorkspace } from '../kit/workspace.tsx';

/** A nominee of the round with its record, as the notices and consultations need it. */
export interface NomineeRecord {
  readonly id: string;
  readonly kind: NomineeKind;
  readonly name: string;
  readonly record: RecordState;
}

/** What the notices page works on. */
export interface NoticeRecords {
  /** All nominees of the round, in order. */
  readonly nominees: readonly NomineeRecord[];
  readonly unit: RecordState;
}

/** The records of the round's nominees and the unit's own, as one reading: there when every record was read. */
export function useNoticeRecords(): Reading<NoticeRecords> {
  const { round } = useWorkspace();
  const list = useEngineQuery('records.list', {});
  const unit = useEngineQuery('record.get', { id: 'unit' });
  const wanted = useMemo(
    () =>
      [...(list.data ?? [])]
        .filter((entry) => isInRound(round, entry))
        .sort((a, b) => (a.kind === b.kind ? a.order - b.order : a.kind === 'collective' ? -1 : 1)),
    [list.data, round],
  );
  const records = useQueries({
    queries: wanted.map((entry) => ({
      queryKey: engineKey('record.get', { id: entry.id }),
      queryFn: () => callEngine('record.get', { id: entry.id }),
    })),
  });
  const byId = Object.fromEntries(records.map((reading, at) => [wanted[at]?.id ?? '', reading]));
  const all = together({ list, unit, records: together(byId) });
  if (all.data === undefined) return { ...all, data: undefined };
  const read = all.data;
  const nominees = wanted.flatMap(({ id, kind, name }) => {
    const record = read.records[id];
    return record === undefined ? [] : [{ id, kind, name, record }];
  });
  return { ...all, data: { nominees, unit: read.unit } };
}
