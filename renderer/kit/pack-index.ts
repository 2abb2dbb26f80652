import { codeLabel } from '../../shared/reading/lookup.ts';
import type { RuledPack } from '../../shared/rules/ruled-pack.ts';
import type { Field, SubjectKind } from '../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import type { CodeTable } from '../../shared/words/pack-schema.ts';

/** The pack, with the look-ups that pages need. Built once per pack. */
export interface PackIndex {
  readonly pack: RuledPack;
  /** A field of the catalogue; undefined for an id the pack does not know. */
  readonly field: (kind: SubjectKind, id: string) => Field | undefined;
  readonly form: (id: string) => FormDefinition | undefined;
  /** Forms about one kind of subject, annex order, references left out. */
  readonly formsOf: (kind: SubjectKind) => readonly FormDefinition[];
  readonly codeTable: (id: string) => CodeTable | undefined;
  /** Whether a rule only says that a required field is empty. */
  readonly isMissingRule: (ruleId: string) => boolean;
  /** The label of a code, or the code itself where the table does not know it. */
  readonly codeLabel: (table: string, code: string) => string;
}

/** Builds the look-ups of a pack. */
export function indexPack(pack: RuledPack): PackIndex {
  const fields: Record<SubjectKind, Map<string, Field>> = {
    unit: new Map(pack.fields.unit.map((field) => [field.id, field])),
    collective: new Map(pack.fields.collective.map((field) => [field.id, field])),
    individual: new Map(pack.fields.individual.map((field) => [field.id, field])),
  };
  const forms = new Map(pack.forms.map((form) => [form.id, form]));
  const missing = new Set(pack.rules.filter((rule) => rule.kind === 'required').map((rule) => rule.id));
  return {
    pack,
    isMissingRule: (ruleId) => missing.has(ruleId),
    field: (kind, id) => fields[kind].get(id),
    form: (id) => forms.get(id),
    formsOf: (kind) => pack.forms.filter((form) => form.subject === kind && form.kind !== 'reference'),
    codeTable: (id) => pack.codes[id],
    codeLabel: (table, code) => codeLabel(pack, table, code),
  };
}
