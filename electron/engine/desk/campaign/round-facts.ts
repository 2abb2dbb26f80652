import type { RoundFacts } from '../../../../shared/api/checklist-methods.ts';
import { dueOf } from '../../../../shared/calendar/planner.ts';
import { consultationsOf } from '../../../../shared/checklist/consultation-state.ts';
import { type NoticeGroup, noticeFields, noticeGroups } from '../../../../shared/checklist/notice-groups.ts';
import { readNotice } from '../../../../shared/checklist/notice-status.ts';
import { nomineeStatistics } from '../../../../shared/counting/nominee-statistics.ts';
import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { evaluateCondition, isFilled } from '../../../../shared/reading/evaluate-condition.ts';
import {
  effectiveSettings,
  fieldOf,
  formsFor,
  isRequired,
  type SubjectView,
  scopeOf,
  subjectName,
  unitOf,
  visibleFields,
} from '../../../../shared/reading/lookup.ts';
import { kindTitle } from '../../../../shared/reading/titles.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../../../shared/words/form-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { sha256Hex } from '../../store/attachment-store.ts';
import { exportedPapers, printedPapers, scannedPapers } from '../../store/paper-log-store.ts';
import type { ReadDb } from '../../store/rows.ts';

/** What of a round follows from its submission and the pack alone. */
export type DraftFacts = Omit<
  RoundFacts,
  'errors' | 'unexplained' | 'sent' | 'answer' | 'unsent' | 'unaccepted'
>;

/** Fields that have a step of their own: public notices, and the tables of consultations. */
function ownSteps(pack: RuledPack, groups: readonly NoticeGroup[]): (id: string) => boolean {
  const tables = new Set(
    pack.rules.flatMap((rule) => (rule.kind === 'consultation' ? [rule.params.table] : [])),
  );
  return (id) => tables.has(id) || groups.some(({ key }) => id.startsWith(`${key}.`));
}

/** The required fields that a record lacks in a round, once each, by the form where they are first asked for. */
function missingFields(
  pack: RuledPack,
  submission: Submission,
  subject: SubjectView,
  form: FormDefinition,
): string[] {
  const scope = scopeOf(subject.content, submission.unit.content, submission.settings);
  return visibleFields(pack, form, scope).flatMap(({ field }) =>
    isRequired(field, scope) && !isFilled(subject.content[field.id]) ? [field.id] : [],
  );
}

/** Dates of stamps and deeds on paper, which the rules judge and no form demands. */
function stampFields(pack: RuledPack): ReadonlySet<string> {
  return new Set(pack.rules.flatMap((rule) => (rule.kind === 'futureDate' ? rule.params.fields : [])));
}

function beforeRound(pack: RuledPack, group: NoticeGroup, round: Round): boolean {
  const due = pack.campaign.rounds.find(({ id }) => id === round)?.due;
  return group.before === round || (group.before !== 'formal' && dueOf(pack, group.before) === due);
}

function consulted(pack: RuledPack, round: Round): boolean {
  return pack.rules.some(
    (rule) => rule.kind === 'consultation' && rule.params.check === 'complete' && rule.rounds.includes(round),
  );
}

function paperFacts(
  db: ReadDb,
  pack: RuledPack,
  submission: Submission,
  keySheet: string | null,
): RoundFacts['papers'] {
  const { round } = submission;
  const [exported, printed, scanned] = [
    exportedPapers(db, round),
    printedPapers(db, round),
    scannedPapers(db, round),
  ];
  const dues = formsToPrint(pack, submission).filter(({ form }) => form.id !== keySheet);
  const codes = dues.map(({ form, nominee }) => ({
    formId: form.id,
    subjectId: nominee?.id ?? 'unit',
    code: formCheckCode(pack, submission, form, nominee),
  }));
  const count = (mark: typeof exported) =>
    codes.filter(({ formId, subjectId, code }) => mark(formId, subjectId)?.code === code).length;
  const verified = count(scanned);
  // What was scanned sealed has been printed, whether anybody ticked it or not.
  const inHand = codes.filter(({ formId, subjectId, code }) =>
    [printed, scanned].some((mark) => mark(formId, subjectId)?.code === code),
  ).length;
  const about = sha256Hex(Buffer.from(canonicalJson(codes), 'utf8'));
  return { due: codes.length, exported: count(exported), printed: inHand, verified, about };
}

/** Reads off a submission how far its round is. `keySheet` is handed in by itself, before anything else. */
export function draftFacts(
  db: ReadDb,
  pack: RuledPack,
  submission: Submission,
  keySheet: string | null,
): DraftFacts {
  const { round } = submission;
  const settings = effectiveSettings(pack, submission.settings);
  const groups = noticeGroups(pack, settings);
  const apart = ownSteps(pack, groups);
  const stamps = stampFields(pack);
  const unit = unitOf(submission);
  const unitContent = unit.content;
  const here = groups.filter((group) => beforeRound(pack, group, round));
  const people = [...submission.nominees].sort((a, b) => a.order - b.order);
  const notices: RoundFacts['notices'] = [];
  const consultations: RoundFacts['consultations'] = [];
  let stampDates = 0;
  const nominees = people.map((nominee) => {
    const scope = scopeOf(nominee.content, unitContent, settings);
    const forms = formsFor(pack, round, nominee.kind, scope).filter(({ sections }) => sections.length > 0);
    const name = subjectName(pack, nominee);
    const lacks = forms.map((form) => ({ form, ids: missingFields(pack, submission, nominee, form) }));
    for (const group of here) {
      if (!group.definitions.some(({ subject }) => subject === nominee.kind)) continue;
      const own = [...new Set(lacks.flatMap(({ ids }) => ids))].filter((id) =>
        id.startsWith(`${group.key}.`),
      );
      const form = forms.find(({ sections }) =>
        sections.some(({ fields }) => fields.includes(group.startField)),
      );
      notices.push({
        subjectId: nominee.id,
        name,
        title: group.title,
        ...readNotice(
          nominee.content,
          group,
          noticeFields(pack, group, nominee.kind),
          dueOf(pack, group.before),
        ),
        missing: own.length,
        formId: form?.id ?? forms[0]?.id ?? '',
      });
    }
    if (consulted(pack, round))
      for (const { department, state } of consultationsOf(pack, nominee.kind, scope))
        consultations.push({ subjectId: nominee.id, name, department, state });
    const dates = new Set(
      forms.flatMap((form) => visibleFields(pack, form, scope).map(({ field }) => field.id)),
    );
    for (const id of dates) {
      const field = fieldOf(pack, nominee.kind, id);
      if (field?.type === 'date' && stamps.has(id) && field.required !== true && !apart(id))
        if (!isFilled(nominee.content[id])) stampDates += 1;
    }
    const own = lacks.map(({ form, ids }) => ({ form, ids: ids.filter((id) => !apart(id)) }));
    const first = own.find(({ ids }) => ids.length > 0)?.form ?? forms[0];
    return {
      id: nominee.id,
      name,
      missing: new Set(own.flatMap(({ ids }) => ids)).size,
      formId: first?.id ?? '',
    };
  });
  const unitForms = formsFor(pack, round, 'unit', scopeOf(unitContent, unitContent, settings))
    .filter(({ sections }) => sections.length > 0)
    .map((form) => ({
      formId: form.id,
      title: form.title,
      part:
        form.id === keySheet
          ? ('key' as const)
          : form.kind === 'report'
            ? ('report' as const)
            : ('facts' as const),
      missing: missingFields(pack, submission, unit, form).length,
    }));
  const asked = quotaFields(pack, submission);
  return {
    round,
    nominees,
    unitForms,
    quotas: nomineeStatistics(pack, submission).quotas.flatMap(({ kind, used, quota }) =>
      asked.some((one) => one.kind === kind) ? [{ title: kindTitle(pack.campaign, kind), used, quota }] : [],
    ),
    quotaPlace: quotaPlace(pack, submission, asked),
    notices,
    consultations,
    stampDates,
    papers: paperFacts(db, pack, submission, keySheet),
  };
}

/** The unit's fields that hold a quota and are asked of this unit; a central organ has none (三（一）). */
function quotaFields(pack: RuledPack, submission: Submission) {
  const unit = submission.unit.content;
  const scope = scopeOf(unit, unit, effectiveSettings(pack, submission.settings));
  return pack.rules.flatMap((rule) =>
    rule.kind === 'quota' &&
    rule.params.check === 'over' &&
    evaluateCondition(fieldOf(pack, 'unit', rule.params.quotaField)?.visibleWhen, scope)
      ? [{ kind: rule.params.kind, field: rule.params.quotaField }]
      : [],
  );
}

function quotaPlace(
  pack: RuledPack,
  submission: Submission,
  asked: ReturnType<typeof quotaFields>,
): RoundFacts['quotaPlace'] {
  const unit = submission.unit.content;
  const open = asked.find(({ field }) => !isFilled(unit[field])) ?? asked[0];
  if (open === undefined) return null;
  const form = formsFor(
    pack,
    submission.round,
    'unit',
    scopeOf(unit, unit, effectiveSettings(pack, submission.settings)),
  ).find(({ sections }) => sections.some(({ fields }) => fields.includes(open.field)));
  return form === undefined ? null : { formId: form.id, fieldId: open.field };
}
