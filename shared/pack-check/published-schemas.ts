import { z } from 'zod';
import { documentSchemas } from '../package/package-document.ts';
import { ruleSchema } from '../rules/rule-kinds.ts';
import { fieldCatalogueSchema } from '../words/field-schema.ts';
import { formSchema } from '../words/form-schema.ts';
import { campaignSchema, clausesSchema, codeTableSchema, quotaRowSchema } from '../words/pack-schema.ts';

/** The file formats this program publishes, by name. */
const published: Readonly<Record<string, z.ZodType>> = {
  'pack-campaign': campaignSchema,
  'pack-clauses': clausesSchema,
  'pack-fields': fieldCatalogueSchema,
  'pack-form': formSchema,
  'pack-rules': z.array(ruleSchema),
  'pack-code-table': codeTableSchema,
  'pack-quota-row': quotaRowSchema,
  'package-campaign': documentSchemas.campaign,
  'package-enrolment': documentSchemas.enrolment,
  'package-preliminary': documentSchemas.preliminary,
  'package-formal': documentSchemas.formal,
  'package-feedback': documentSchemas.feedback,
  'package-receipt': documentSchemas.receipt,
};

/**
 * JSON Schemas (draft 2020-12) of every pack file and every package document, by name. They describe what may be
 * written: defaults may be left out (issue: pack tooling).
 */
export function publishedSchemas(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(published).map(([name, schema]) => [
      name,
      { $id: `jianbiao:${name}`, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) },
    ]),
  );
}
