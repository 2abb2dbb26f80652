import { z } from 'zod';
import { certainty, condition, packId, round, subjectKind } from './field-schema.ts';

/** One place to stamp or sign: its heading, how many stand side by side, the fixed words, the three fixed lines. */
const sealBlockSchema = z.strictObject({
  id: packId,
  /** Printed in the label cell, e.g. 省级意见. */
  label: z.string(),
  when: condition.optional(),
  certainty,
  source: z.string().optional(),
  /** Who stamps: one entry, or two side by side. */
  parties: z
    .array(
      z.strictObject({
        id: packId,
        /** e.g. 机关事务管理部门意见 */
        label: z.string(),
        /** Words printed in the opinion area beforehand, with {field} blanks; empty leaves room for handwriting. */
        preset: z.string().default(''),
        signer: z.boolean().default(false),
        sealWords: z.string().default('（盖章）'),
      }),
    )
    .min(1)
    .max(2),
  /** True for blocks the recommending unit leaves empty (领导小组 and the sponsors). */
  reserved: z.boolean().default(false),
  minHeightMm: z.number().positive().default(38),
});
export type SealBlock = z.infer<typeof sealBlockSchema>;

/** A cell of a printed row. Widths are in twelfths of the table width. */
const cell = z.union([
  z.strictObject({ label: z.string(), span: z.int().min(1).max(12), rowSpan: z.int().optional() }),
  z.strictObject({ field: packId, span: z.int().min(1).max(12), rowSpan: z.int().optional() }),
]);
export type LayoutCell = z.infer<typeof cell>;

const layoutRow = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cells'),
    cells: z.array(cell).min(1),
    when: condition.optional(),
    /** True for a row that stays on one page with the row before it (both rows of a public notice). */
    withPrevious: z.boolean().optional(),
  }),
  /** A field in a full-width block that may flow over pages (主要先进事迹). */
  z.strictObject({
    kind: z.literal('flow'),
    label: z.string(),
    field: packId,
    minHeightMm: z.number().default(60),
    when: condition.optional(),
  }),
  /** A table field printed as its own rows. */
  z.strictObject({
    kind: z.literal('table'),
    label: z.string(),
    field: packId,
    columns: z.array(z.strictObject({ column: packId, span: z.int() })),
    minRows: z.int().default(1),
    when: condition.optional(),
  }),
  z.strictObject({ kind: z.literal('seal'), block: packId, when: condition.optional() }),
]);
export type LayoutRow = z.infer<typeof layoutRow>;

/** A column of a summary form: one row per nominee (附件3). */
const summaryColumn = z.strictObject({
  header: z.string(),
  /** A field of the nominee's record, or one of the computed values. */
  value: z.union([
    /** `as: month` prints a date as its year and month (出生年月). */
    z.strictObject({ field: packId, as: z.literal('month').optional() }),
    z.strictObject({ fields: z.array(packId), join: z.string().default(' ') }),
    /** `yearsOfService`: whole years from the month in `field`, counted as the pack's tenure rule over that field counts. */
    z.strictObject({ computed: z.enum(['order', 'yearsOfService']), field: packId.optional() }),
    /** Rows of a table field put into one cell, e.g. only the awards of provincial level and above. */
    z.strictObject({
      table: packId,
      columns: z.array(packId).min(1),
      where: z.strictObject({ column: packId, in: z.array(z.string()) }).optional(),
      emptyText: z.string().default(''),
    }),
  ]),
  widthMm: z.number().positive(),
  /** A personal column may be left out of printed copies that leave the unit. */
  personal: z.boolean().default(false),
  /** Over the unit's record and the settings; absent means always. */
  when: condition.optional(),
});
export type SummaryColumn = z.infer<typeof summaryColumn>;

/** A section of the guided form: what the wizard shows as one step. */
const sectionSchema = z.strictObject({
  id: packId,
  title: z.string(),
  intro: z.string().optional(),
  fields: z.array(packId),
});
export type Section = z.infer<typeof sectionSchema>;

const formBase = {
  id: packId,
  /** 附件 number; none for the reports. */
  annex: z.int().positive().optional(),
  /** To the letter as the notice lists it. */
  title: z.string(),
  /** The title broken for the cover, e.g. two lines. */
  coverTitle: z.array(z.string()).default([]),
  subject: subjectKind,
  rounds: z.array(round).min(1),
  when: condition.optional(),
  filledBy: z.string(),
  copies: z.int().positive(),
  certainty,
  source: z.string().optional(),
  clauses: z.array(z.string()).default([]),
  sections: z.array(sectionSchema),
};

export const formSchema = z.discriminatedUnion('kind', [
  /** A4 upright: cover, 填表说明, table, seal blocks (附件4 to 7). */
  z.strictObject({
    ...formBase,
    kind: z.literal('dossier'),
    cover: z
      .strictObject({ lines: z.array(z.strictObject({ label: z.string(), field: z.string() })) })
      .optional(),
    instructions: z.array(z.string()).default([]),
    rows: z.array(layoutRow).min(1),
    sealBlocks: z.array(sealBlockSchema).default([]),
  }),
  /** One table without cover: consultation sheets, contact table (附件8 to 11). */
  z.strictObject({
    ...formBase,
    kind: z.literal('sheet'),
    orientation: z.enum(['portrait', 'landscape']).default('portrait'),
    rows: z.array(layoutRow).min(1),
    sealBlocks: z.array(sealBlockSchema).default([]),
    footnotes: z.array(z.string()).default([]),
  }),
  /** One row per nominee, A4 landscape, XLSX and PDF (附件3). `subject` is `unit`. */
  z.strictObject({
    ...formBase,
    kind: z.literal('summary'),
    header: z.array(z.strictObject({ label: z.string(), field: z.string().optional() })),
    parts: z.array(
      z.strictObject({
        id: packId,
        title: z.string(),
        of: z.enum(['collective', 'individual']),
        columns: z.array(summaryColumn),
      }),
    ),
  }),
  /** A report with fixed chapters in the 公文 format of GB/T 9704 (推荐工作报告). */
  z.strictObject({
    ...formBase,
    kind: z.literal('report'),
    chapters: z.array(z.strictObject({ heading: z.string(), field: packId })),
    addressee: z.string(),
    /** The unit's date field printed under the signature. */
    dateField: packId.optional(),
  }),
  /** Read-only reference (附件1, 附件2). */
  z.strictObject({
    ...formBase,
    kind: z.literal('reference'),
    body: z.array(z.string()),
    /** Prints the pack's quota table below the text. */
    quotaTable: z.boolean().optional(),
  }),
]);
export type FormDefinition = z.infer<typeof formSchema>;
