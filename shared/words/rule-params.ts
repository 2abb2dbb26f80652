import { z } from 'zod';
import { nomineeKind, packId, round } from './field-schema.ts';

/** Months of a table field written `YYYY-MM`, with the open end written 至今. */
const resumeColumns = { table: packId, from: packId, to: packId };

/** Parameters of each rule kind: one entry each, and one function of the same name in shared/rules/kinds/. */
export const ruleParams = {
  /** Every visible required field of every form due in the round is filled. */
  required: z.strictObject({}).default({}),
  /** Every stored value fits its field's type, code table and limits. */
  shape: z.strictObject({}).default({}),
  /** GB 11643: `digit` the check digit and shape, `old` a 15-digit number, `division` the province prefix. */
  idNumber: z.strictObject({ field: packId, check: z.enum(['digit', 'old', 'division']).default('digit') }),
  idBirthAgrees: z.strictObject({ field: packId, birthField: packId }),
  idSexAgrees: z.strictObject({ field: packId, sexField: packId }),
  /** GB 32100. */
  creditCode: z.strictObject({ field: packId }),
  format: z.strictObject({
    field: packId,
    format: z.enum(['phone', 'postcode', 'email', 'personName']),
  }),
  /** Whole months from the start to the base date; below `warnFromMonths` an error, up to `minMonths` a warning. */
  tenure: z.strictObject({
    startField: packId,
    minMonths: z.int(),
    warnFromMonths: z.int().optional(),
    /** The setting that chooses the base date, and the date for each of its values. */
    baseSetting: packId.optional(),
    bases: z.record(z.string(), z.iso.date()).default({}),
    /** When the setting has this value, the marked rows of the table are added up instead. */
    cumulative: z
      .strictObject({ ...resumeColumns, counts: packId, setting: packId, value: z.string() })
      .optional(),
  }),
  gradeCeiling: z.strictObject({ field: packId, table: z.string(), forbiddenTag: z.string() }),
  /** A text that matches the regular expression is a finding; {found} is what matched. */
  textPattern: z.strictObject({ field: packId, pattern: z.string() }),
  mustBe: z.strictObject({ field: packId, value: z.union([z.string(), z.number(), z.boolean()]) }),
  mustSayNone: z.strictObject({ field: packId, words: z.array(z.string()).min(1) }),
  /** A finding whenever the rule's `when` holds. */
  flag: z.strictObject({ field: packId }),
  filledWhen: z.strictObject({ field: packId }),
  retirementAge: z.strictObject({
    birthField: packId,
    sexField: packId,
    years: z.record(z.string(), z.int()),
    by: z.iso.date(),
  }),
  pastAward: z.strictObject({
    table: packId,
    levelColumn: packId,
    levels: z.array(z.string()),
    dateColumn: packId,
    nameColumn: packId,
    contributionField: packId,
    years: z.int(),
  }),
  sameDeedsAward: z.strictObject({
    table: packId,
    levelColumn: packId,
    levels: z.array(z.string()),
    flagColumn: packId,
    nameColumn: packId,
  }),
  /** `complete`: each department has seal unit, date and reply; `consent`: no reply but a positive one; `date`: before the round's due date. */
  consultation: z.strictObject({
    table: packId,
    departmentColumn: packId,
    sealUnitColumn: packId,
    dateColumn: packId,
    replyColumn: packId,
    codeTable: z.string(),
    departments: z.array(z.string()).min(1),
    check: z.enum(['complete', 'consent', 'date']),
  }),
  /**
   * `length`: enough workdays; `beforeDue`: over before the round's due date; `order`: end not before start; by the
   * clock, `over`: ended when sealing; `objections`: what the notice brought is not recorded before its last day.
   */
  publicNotice: z.strictObject({
    notice: packId,
    check: z.enum(['length', 'beforeDue', 'order', 'over', 'objections']),
    objectionsField: packId.optional(),
  }),
  /** Days and months of what is recorded as done must not lie after today; fields, and columns of table fields. */
  futureDate: z.strictObject({
    fields: z.array(packId).default([]),
    columns: z.array(z.strictObject({ table: packId, column: packId })).default([]),
  }),
  /** The PC's clock, or the day of sealing, contradicts what is known. */
  clock: z.strictObject({}).default({}),
  /** Filled dates must not run backwards in this order; `unit:` looks into the unit's record. */
  dateOrder: z.strictObject({ fields: z.array(z.string()).min(2), strict: z.boolean().default(false) }),
  ratio: z.strictObject({
    kind: nomineeKind,
    field: packId,
    table: z.string(),
    tag: z.string(),
    max: z.number().min(0).max(1),
    exemptField: packId.optional(),
  }),
  quota: z.strictObject({ kind: nomineeKind, quotaField: packId, check: z.enum(['over', 'under']) }),
  quotaTable: z.strictObject({ divisionField: packId, collectiveField: packId, individualField: packId }),
  count: z.strictObject({
    kinds: z.array(nomineeKind).min(1),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  orderSequence: z.strictObject({ kind: nomineeKind }),
  duplicate: z.strictObject({ kind: nomineeKind, fields: z.array(packId).min(1) }),
  samePhoto: z.strictObject({ field: packId }),
  /** Texts of two nominees alike in at least `share` of their runs of twelve letters; shorter ones than `leastRuns` are left. */
  sameText: z.strictObject({
    field: packId,
    share: z.number().min(0.1).max(1),
    leastRuns: z.int().min(1).max(32),
  }),
  /** Another nominee's name in a text; `ownFields` are the nominee's own facts, which it may name. */
  otherNominee: z.strictObject({ field: packId, ownFields: z.array(packId) }),
  leaderAlsoNominated: z.strictObject({
    leaderField: packId,
    collectiveNameField: packId,
    nameField: packId,
    employerField: packId,
  }),
  /** Facts about one organisation that stands in a collective's and in an individual's record agree. */
  factsAgree: z.strictObject({
    collectiveNameField: packId,
    employerField: packId,
    pairs: z.array(z.strictObject({ collective: packId, individual: packId })).min(1),
  }),
  allCodes: z.strictObject({ field: packId, table: z.string() }),
  /** Outside `fair` the rule's severity, between `good` and `fair` an info. The setting may choose another band. */
  wordBand: z.strictObject({
    field: packId,
    bandSetting: packId.optional(),
    bands: z
      .record(
        z.string(),
        z.strictObject({ good: z.tuple([z.int(), z.int()]), fair: z.tuple([z.int(), z.int()]) }),
      )
      .default({}),
  }),
  maxWords: z.strictObject({ field: packId, max: z.int() }),
  thirdPerson: z.strictObject({
    field: packId,
    words: z.array(z.string()).min(1),
    /** Words in which one of them stands without speaking of oneself, e.g. 我国. */
    allow: z.array(z.string()).default([]),
  }),
  noPersonalData: z.strictObject({ field: packId, personalFields: z.array(packId) }),
  mentions: z.strictObject({ field: packId, fields: z.array(packId).min(1) }),
  photo: z.strictObject({
    field: packId,
    nameField: packId,
    birthField: packId,
    check: z.enum(['readable', 'format', 'size', 'name', 'shape', 'background', 'head']),
  }),
  duplicatePhotoName: z.strictObject({ field: packId, nameField: packId, birthField: packId }),
  resume: z.strictObject({
    ...resumeColumns,
    place: packId,
    check: z.enum(['gap', 'overlap', 'present', 'firstAge', 'post', 'order']),
    birthField: packId.optional(),
    minAge: z.int().optional(),
    employerField: packId.optional(),
  }),
  minAge: z.strictObject({ birthField: packId, field: packId, years: z.int() }),
  subset: z.strictObject({}).default({}),
  unchanged: z.strictObject({ fields: z.array(packId).min(1) }),
  deadline: z.strictObject({
    round,
    dateField: packId,
    inclusiveSetting: packId.optional(),
    check: z.enum(['overdue', 'holiday']),
  }),
  rareCharacters: z.strictObject({ field: packId }),
} as const;
