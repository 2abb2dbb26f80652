import { z } from 'zod';

/** A stable identifier inside a pack: ASCII, dotted or dashed, e.g. `unit-notice.start`. */
export const packId = z.string().regex(/^[a-z][a-zA-Z0-9]*(?:[.-][a-zA-Z0-9]+)*$/);

/**
 * How sure an item is (domain notes, 0.1): `notice` fixed by the notice itself, `analogy` taken from a comparable
 * campaign, `custom` usual practice, `inferred` our own engineering advice. Everything but `notice` is shown as
 * 未经官方附件核对 until an official annex replaces it.
 */
export const certainty = z.enum(['notice', 'analogy', 'custom', 'inferred']);

/** Whose record a field belongs to. Each fact lives in exactly one record and flows to every form from there. */
export const subjectKind = z.enum(['unit', 'collective', 'individual']);
export type SubjectKind = z.infer<typeof subjectKind>;
export const nomineeKind = z.enum(['collective', 'individual']);
export type NomineeKind = z.infer<typeof nomineeKind>;

/** 轮次: 初审, 正式推荐. */
export const round = z.enum(['preliminary', 'formal']);
export type Round = z.infer<typeof round>;

/**
 * A condition over one record: used for visibility, for "required when" and for the scope of rules and seal blocks.
 * `field` may be prefixed `unit:` to look into the unit's record from a nominee.
 */
export type Condition =
  | { readonly field: string; readonly equals: string | number | boolean }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly filled: boolean }
  /** True when any row of the table field has one of these values in the column, e.g. an award of provincial level. */
  | { readonly field: string; readonly column: string; readonly in: readonly string[] }
  | { readonly setting: string; readonly equals: string | number | boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: z.string(), equals: scalar }),
    z.strictObject({ field: z.string(), in: z.array(z.string()).readonly() }),
    z.strictObject({ field: z.string(), filled: z.boolean() }),
    z.strictObject({ field: z.string(), column: z.string(), in: z.array(z.string()).readonly() }),
    z.strictObject({ setting: z.string(), equals: scalar }),
    z.strictObject({ all: z.array(condition).readonly() }),
    z.strictObject({ any: z.array(condition).readonly() }),
    z.strictObject({ not: condition }),
  ]),
);

/** What every field says of itself. */
const fieldBase = {
  id: packId,
  /** As printed on the paper and shown on the screen. */
  label: z.string().min(1),
  /** One or two plain sentences for a first-time clerk. */
  help: z.string().optional(),
  placeholder: z.string().optional(),
  /** Clauses of the notice that ask for it; keys of clauses.json. */
  clauses: z.array(z.string()).default([]),
  certainty,
  /** Where an unconfirmed item comes from: chapter of the domain notes. */
  source: z.string().optional(),
  required: z.union([z.boolean(), condition]).default(false),
  visibleWhen: condition.optional(),
  /** Never printed in public notices, logs, file names or QR codes. */
  personal: z.boolean().default(false),
  /**
   * A fact about the nominee's unit and not about the nominee: taken along when another one of the same unit is added.
   * Absent means no. Never on what tells one nominee from another (check-pack.ts).
   */
  ofUnit: z.boolean().optional(),
};

/** Columns of a table field: simple types only. */
export const columnSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...fieldBase, type: z.literal('text'), maxLength: z.int().positive().optional() }),
  z.strictObject({ ...fieldBase, type: z.literal('longText'), maxLength: z.int().positive().optional() }),
  z.strictObject({ ...fieldBase, type: z.literal('month'), allowPresent: z.boolean().default(false) }),
  z.strictObject({ ...fieldBase, type: z.literal('date') }),
  z.strictObject({ ...fieldBase, type: z.literal('phone') }),
  z.strictObject({ ...fieldBase, type: z.literal('code'), table: z.string() }),
  z.strictObject({ ...fieldBase, type: z.literal('yesNo') }),
]);
export type Column = z.infer<typeof columnSchema>;

/**
 * A field of a record. Stored values by type (see shared/words/content.ts):
 * text/longText/phone/email/postcode/idNumber/creditCode: string; date: `YYYY-MM-DD`; month: `YYYY-MM`;
 * code: the code's string; codes: string[] ; number: number; yesNo: boolean; photo/attachment: AttachmentRef;
 * attachments: AttachmentRef[]; table: rows.
 */
export const fieldSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...fieldBase, type: z.literal('text'), maxLength: z.int().positive().optional() }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('longText'),
    maxLength: z.int().positive().optional(),
    /** Rows shown on screen at first. */
    rows: z.int().positive().default(4),
    /** The band of 字数 as Word counts them; shown live (domain notes 4.5). */
    wordBand: z
      .strictObject({ target: z.int(), good: z.tuple([z.int(), z.int()]), fair: z.tuple([z.int(), z.int()]) })
      .optional(),
  }),
  z.strictObject({ ...fieldBase, type: z.literal('date') }),
  z.strictObject({ ...fieldBase, type: z.literal('month') }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.string().optional(),
  }),
  z.strictObject({ ...fieldBase, type: z.literal('code'), table: z.string() }),
  z.strictObject({ ...fieldBase, type: z.literal('codes'), table: z.string() }),
  z.strictObject({ ...fieldBase, type: z.literal('yesNo') }),
  /** 身份证号 (GB 11643). Birth date and sex fields derive from it. */
  z.strictObject({
    ...fieldBase,
    type: z.literal('idNumber'),
    birthField: packId.optional(),
    sexField: packId.optional(),
  }),
  z.strictObject({ ...fieldBase, type: z.literal('creditCode') }),
  z.strictObject({ ...fieldBase, type: z.literal('phone') }),
  z.strictObject({ ...fieldBase, type: z.literal('email') }),
  z.strictObject({ ...fieldBase, type: z.literal('postcode') }),
  z.strictObject({ ...fieldBase, type: z.literal('photo') }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('attachments'),
    accept: z.array(z.string()).default(['application/pdf', 'image/jpeg']),
  }),
  z.strictObject({
    ...fieldBase,
    type: z.literal('table'),
    columns: z.array(columnSchema).min(1),
    minRows: z.int().nonnegative().default(0),
    /** What the paper says when there are no rows, e.g. 无. */
    emptyText: z.string().optional(),
    /** Rows offered at first, e.g. the departments of a consultation in the notice's order. */
    presetRows: z
      .array(z.strictObject({ when: condition.optional(), values: z.record(z.string(), z.string()) }))
      .default([]),
  }),
]);
export type Field = z.infer<typeof fieldSchema>;
export type FieldType = Field['type'];

/** fields.json: the catalogue, one list per record. */
export const fieldCatalogueSchema = z.strictObject({
  unit: z.array(fieldSchema),
  collective: z.array(fieldSchema),
  individual: z.array(fieldSchema),
});
