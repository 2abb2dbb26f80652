import { createHash } from 'node:crypto';
import type { ApiResult } from '../../../../../shared/api.ts';
import { type Countable, nomineeStatistics } from '../../../../../shared/counting/nominee-statistics.ts';
import { canonicalJson } from '../../../../../shared/ground/canonical-json.ts';
import { sameValue } from '../../../../../shared/ground/same-value.ts';
import { fieldText } from '../../../../../shared/reading/field-text.ts';
import { fieldOf } from '../../../../../shared/reading/lookup.ts';
import { kindTitle } from '../../../../../shared/reading/titles.ts';
import type { Content } from '../../../../../shared/words/content.ts';
import type { Lease } from '../../../kernel/seat.ts';
import { getSubject, listNominees, type StoredSubject } from '../../../store/record-store.ts';
import type { ReadDb } from '../../../store/rows.ts';
import { matchListed } from './match-listed.ts';
import type { BulkPerson, BulkProblem, BulkReading } from './read-bulk.ts';

type Shown = ApiResult<'bulk.read'>;

/** A row that can be taken, with what it would do. */
export interface PlannedPerson {
  readonly key: string;
  readonly person: BulkPerson;
  /** Null for somebody new. */
  readonly subject: StoredSubject | null;
  /** Fields whose values would be others. An empty cell empties nothing. */
  readonly changes: Content;
}

/** What a workbook would do to the list. */
export interface BulkPlan {
  readonly planned: readonly PlannedPerson[];
  readonly problems: readonly BulkProblem[];
  readonly shown: Shown;
}

function changesOf(person: BulkPerson, subject: StoredSubject | null): Content {
  return Object.fromEntries(
    Object.entries(person.content).filter(([id, value]) => !sameValue(value, subject?.content[id])),
  );
}

function exceeded(
  { db, pack }: Lease<ReadDb>,
  settings: Countable['settings'],
  planned: readonly PlannedPerson[],
): string[] {
  const added = planned.filter(({ subject }) => subject === null).map(({ person }) => person);
  const { quotas } = nomineeStatistics(pack, {
    round: 'preliminary',
    settings,
    unit: { content: getSubject(db, 'unit').content },
    nominees: [
      ...listNominees(db).flatMap(({ kind, content }) => (kind === 'unit' ? [] : [{ kind, content }])),
      ...added,
    ],
  });
  return quotas.flatMap(({ kind, used, quota }) =>
    quota === null || used <= quota || !added.some((person) => person.kind === kind)
      ? []
      : [`全部导入后，${kindTitle(pack.campaign, kind)}有 ${used} 个，超过名额 ${quota} 个。`],
  );
}

/** Compares what a workbook says with the list as it stands. */
export function planBulk(
  work: Lease<ReadDb>,
  settings: Countable['settings'],
  fileName: string,
  reading: BulkReading,
): BulkPlan {
  const { db, pack } = work;
  const listed = listNominees(db);
  const problems = [...reading.problems];
  const taken = new Set<string>();
  const planned: PlannedPerson[] = [];
  for (const person of reading.people) {
    const match = matchListed(pack, listed, person);
    const subject = match.kind === 'listed' ? match.subject : null;
    if (match.kind === 'unclear' || (subject !== null && taken.has(subject.id))) {
      const { sheet, row, name } = person;
      const message = '名单里的同名推荐对象和这一行对不上是哪一个，没有导入。请写上身份证号。';
      problems.push({ sheet, row, cell: `A${row}`, name, message });
      continue;
    }
    if (subject !== null) taken.add(subject.id);
    planned.push({
      key: `${person.sheet}!${person.row}`,
      person,
      subject,
      changes: changesOf(person, subject),
    });
  }
  const text = (kind: BulkPerson['kind'], id: string, content: Content | undefined): string => {
    const field = fieldOf(pack, kind, id);
    const value = content?.[id];
    return field === undefined || value === undefined ? '' : fieldText(field, value, { codes: pack.codes });
  };
  const people = planned.map(({ key, person, subject, changes }): Shown['people'][number] => ({
    key,
    kind: person.kind,
    name: person.name,
    sheet: person.sheet,
    row: person.row,
    state: subject === null ? 'new' : Object.keys(changes).length === 0 ? 'same' : 'changed',
    changes: Object.keys(changes).map((id) => ({
      label: fieldOf(pack, person.kind, id)?.label ?? id,
      from: text(person.kind, id, subject?.content),
      into: text(person.kind, id, person.content),
    })),
  }));
  const shown = {
    fileName,
    people,
    problems,
    remarks: [...reading.remarks],
    quotas: exceeded(work, settings, planned),
  };
  const planDigest = createHash('sha256')
    .update(canonicalJson({ ...shown, quotas: [], at: planned.map(({ subject }) => subject?.id ?? null) }))
    .digest('hex');
  return { planned, problems, shown: { ...shown, planDigest } };
}
