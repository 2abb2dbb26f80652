import { z } from 'zod';
import { fieldCatalogueSchema, nomineeKind, packId, round } from './field-schema.ts';
import { formSchema } from './form-schema.ts';
import { packRuleSchema } from './rule-schema.ts';

const isoDate = z.iso.date();

/** campaign.json: what the campaign is, who runs it, when, how many copies, and the open readings. */
export const campaignSchema = z.strictObject({
  format: z.literal('jianbiao-campaign/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
  /** Grows with each issue of the pack; an older one is refused. */
  version: z.int().positive(),
  title: z.string(),
  shortTitle: z.string(),
  sponsors: z.array(z.string()).min(1),
  awards: z.array(
    z.strictObject({
      kind: nomineeKind,
      title: z.string(),
      /** How screens and spreadsheets call these nominees, e.g. 先进集体; absent means the title. */
      shortTitle: z.string().optional(),
      quota: z.int().nonnegative(),
    }),
  ),
  notice: z.strictObject({
    title: z.string(),
    issued: isoDate,
    published: isoDate.optional(),
    reference: z.string().optional(),
  }),
  rounds: z.array(
    z.strictObject({
      id: round,
      title: z.string(),
      due: isoDate,
      materials: z.array(z.string()),
      clauses: z.array(z.string()),
    }),
  ),
  milestones: z.array(
    z.strictObject({
      id: packId,
      title: z.string(),
      due: isoDate,
      clauses: z.array(z.string()),
      forms: z.array(packId).default([]),
    }),
  ),
  publicNotices: z.array(
    z.strictObject({
      id: packId,
      title: z.string(),
      workdays: z.int().positive(),
      before: packId,
      startField: packId,
      endField: packId,
      subject: z.enum(['unit', 'collective', 'individual']),
      /** Field ids of the subject that are published, in order; never personal ones. */
      content: z.array(packId),
      clauses: z.array(z.string()),
    }),
  ),
  baseDate: isoDate,
  calendar: z.strictObject({ holidays: z.array(isoDate), workdays: z.array(isoDate), source: z.string() }),
  copies: z.int().positive(),
  contacts: z.array(
    z.strictObject({
      office: z.string(),
      people: z.array(z.string()),
      phones: z.array(z.string()),
      email: z.string().optional(),
      address: z.string(),
      postcode: z.string(),
    }),
  ),
  suites: z.array(z.enum(['ed25519', 'ed25519+sm2'])).min(1),
  /** What the notice leaves open, as settings with both readings shown (domain notes 2a to 2d and chapter 8). */
  settings: z.array(
    z.strictObject({
      id: packId,
      title: z.string(),
      question: z.string(),
      clauses: z.array(z.string()),
      options: z
        .array(
          z.strictObject({
            value: z.union([z.string(), z.number(), z.boolean()]),
            label: z.string(),
            reading: z.string(),
          }),
        )
        .min(2),
      default: z.union([z.string(), z.number(), z.boolean()]),
    }),
  ),
  /** Which fields name a nominee on screens and in findings. */
  nameField: z.strictObject({ collective: packId, individual: packId }),
  /** The unit record's field that holds the recommending unit's full name. */
  unitNameField: packId,
  /** The unit record's field that holds a host unit's own name; its papers name the recommending unit in `unitNameField`. */
  hostNameField: packId.optional(),
  /**
   * The unit record's field that the program fills with the fingerprint of the unit's signing key, so that the stamped
   * 附件11 carries it (design: sealed package, trust).
   */
  keyFingerprintField: packId.optional(),
  photo: z
    .strictObject({
      field: packId,
      minBytes: z.int(),
      maxBytes: z.int(),
      safeMinBytes: z.int(),
      safeMaxBytes: z.int(),
      sizesMm: z.array(z.tuple([z.number(), z.number()])),
      /** How the notice calls the size, e.g. 2 寸; absent means the millimetres. */
      sizeName: z.string().optional(),
      copies: z.int(),
      /** The field whose unit stands on the back of the photo; absent means the recommending unit. */
      unitField: packId.optional(),
    })
    .optional(),
  /** The office that receives: filled in an issued pack, absent in the shipped one. */
  office: z
    .strictObject({
      name: z.string(),
      signingKey: z.string(),
      ageRecipient: z.string().optional(),
      sm2Key: z.string().optional(),
    })
    .optional(),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** clauses.json: each clause by its number in the notice and what it demands, in our own plain words. */
export const clausesSchema = z.record(
  z.string(),
  z.strictObject({ number: z.string(), title: z.string(), demand: z.string() }),
);

/** codes/<table>.json: a code table with its standard and pinyin-searchable labels. */
export const codeTableSchema = z.strictObject({
  id: packId,
  title: z.string(),
  standard: z.string(),
  certainty: z.enum(['notice', 'analogy', 'custom', 'inferred']),
  items: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      /** Short form for narrow cells. */ short: z.string().optional(),
      /** Other usual words for it, understood where a word is typed, pasted or imported. */
      aliases: z.array(z.string()).optional(),
      /** Rank for ordered tables (行政级别): higher is more senior. */ rank: z.number().optional(),
      /** e.g. county-head level counts for the 20 % */ tags: z.array(z.string()).default([]),
      group: z.string().optional(),
    }),
  ),
  /** Words for tags that limits count by, e.g. county: 县处级干部. */
  tagTitles: z.record(z.string(), z.string()).optional(),
});
export type CodeTable = z.infer<typeof codeTableSchema>;

/** quota.csv, parsed: one row per recommending unit; empty numbers are not issued yet. */
export const quotaRowSchema = z.strictObject({
  unit: z.string(),
  division: z.string(),
  collective: z.int().nonnegative().nullable(),
  individual: z.int().nonnegative().nullable(),
  note: z.string(),
});
export type QuotaRow = z.infer<typeof quotaRowSchema>;

/** The whole pack, but for what only the kinds of its rules can read (shared/rules/ruled-pack.ts). */
export const packSchema = z.strictObject({
  campaign: campaignSchema,
  clauses: clausesSchema,
  fields: fieldCatalogueSchema,
  forms: z.array(formSchema),
  rules: z.array(packRuleSchema),
  codes: z.record(z.string(), codeTableSchema),
  quota: z.array(quotaRowSchema),
  /** The notice's full text, when the office's pack or the user brings it; never shipped. */
  noticeText: z.string().optional(),
});
export type CampaignPack = z.infer<typeof packSchema>;
