import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordState } from '../../shared/api/record-methods.ts';
import type { NomineeKind } from '../../shared/campaign/field-schema.ts';
import { callEngine, engineKey, useEngineQuery } from '../app/engine.ts';
import { useWorkspace } from '../app/workspace.tsx';

/** A nominee of the round with its record, as the notices and consultations need it. */
export interface NomineeRecord {
  readonly id: string;
  readonly kind: NomineeKind;
  readonly name: string;
  readonly record: RecordState;
}

/** All nominees of the round, in order, with their records; undefined until every record was read. */
export function useNomineeRecords(): readonly NomineeRecord[] | undefined {
  const { round } = useWorkspace();
  const list = useEngineQuery('records.list', {});
  const wanted = useMemo(
    () =>
      [...(list.data ?? [])]
        .filter((entry) => round === 'preliminary' || entry.inFormal)
        .sort((a, b) => (a.kind === b.kind ? a.order - b.order : a.kind === 'collective' ? -1 : 1)),
    [list.data, round],
  );
  const records = useQueries({
    queries: wanted.map((entry) => ({
      queryKey: engineKey('record.get', { id: entry.id }),
      queryFn: () => callEngine('record.get', { id: entry.id }),
    })),
  });
  if (list.data === undefined) return undefined;
  const joined = wanted.flatMap((entry, position) => {
    const record = records[position]?.data;
    return record === undefined ? [] : [{ id: entry.id, kind: entry.kind, name: entry.name, record }];
  });
  return joined.length === wanted.length ? joined : undefined;
}

/** The unit's own record. */
export function useUnitRecord(): RecordState | undefined {
  return useEngineQuery('record.get', { id: 'unit' }).data;
}
