import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ApiResult } from '../../../shared/api.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { callEngine, engineKey } from '../../kit/engine.ts';
import { useWorkspace } from '../../kit/workspace.tsx';

const NONE: readonly Finding[] = [];
const indexes = new WeakMap<readonly Finding[], Map<string, Finding[]>>();

/** Findings by subject and by subject and field, made once for each answer of the engine. */
function indexed(findings: readonly Finding[]): Map<string, Finding[]> {
  const known = indexes.get(findings);
  if (known !== undefined) return known;
  const map = new Map<string, Finding[]>();
  const add = (key: string, finding: Finding) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [finding]);
    else list.push(finding);
  };
  for (const finding of findings) {
    add(finding.subjectId, finding);
    if (finding.fieldId !== undefined) add(`${finding.subjectId}\n${finding.fieldId}`, finding);
  }
  indexes.set(findings, map);
  return map;
}

/** Reads the findings of the round for one subject, or for one of its fields. Re-renders only when they change. */
export function useFindingsReading(
  subjectId: string,
  fieldId?: string,
): UseQueryResult<readonly Finding[], Error> {
  const { round } = useWorkspace();
  const key = fieldId === undefined ? subjectId : `${subjectId}\n${fieldId}`;
  const select = useCallback((all: ApiResult<'findings.list'>) => indexed(all).get(key) ?? NONE, [key]);
  return useQuery({
    queryKey: engineKey('findings.list', { round }),
    queryFn: () => callEngine('findings.list', { round }),
    select,
  });
}

/** The findings as far as they are known: none while they are being read. */
export function useFindings(subjectId: string, fieldId?: string): readonly Finding[] {
  return useFindingsReading(subjectId, fieldId).data ?? NONE;
}
