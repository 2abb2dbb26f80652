import type { Column, Field, SubjectKind } from './field-schema.ts';
import type { CampaignPack } from './pack-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const monthPattern = '^\\d{4}-(0[1-9]|1[0-2])$';
const attachment: JsonSchema = {
  type: 'object',
  required: ['sha256', 'name', 'bytes', 'mediaType'],
  properties: {
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    name: { type: 'string' },
    bytes: { type: 'integer', minimum: 0 },
    mediaType: { type: 'string' },
  },
};

function codes(pack: CampaignPack, table: string): JsonSchema {
  const items = pack.codes[table]?.items ?? [];
  return { type: 'string', oneOf: items.map(({ code, label }) => ({ const: code, title: label })) };
}

function valueSchema(pack: CampaignPack, field: Field | Column): JsonSchema {
  switch (field.type) {
    case 'text':
    case 'longText':
      return { type: 'string', ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'month':
      return 'allowPresent' in field && field.allowPresent
        ? { anyOf: [{ type: 'string', pattern: monthPattern }, { const: 'present' }] }
        : { type: 'string', pattern: monthPattern };
    case 'number':
      return {
        type: 'number',
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      };
    case 'code':
      return codes(pack, field.table);
    case 'codes':
      return { type: 'array', items: codes(pack, field.table), uniqueItems: true };
    case 'yesNo':
      return { type: 'boolean' };
    case 'idNumber':
      return { type: 'string', pattern: '^(\\d{17}[\\dXx]|\\d{15})$' };
    case 'creditCode':
      return { type: 'string', minLength: 18, maxLength: 18 };
    case 'email':
      return { type: 'string', format: 'email' };
    case 'postcode':
      return { type: 'string', pattern: '^\\d{6}$' };
    case 'phone':
      return { type: 'string' };
    case 'photo':
      return attachment;
    case 'attachments':
      return { type: 'array', items: attachment };
    case 'table':
      return {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(field.columns.map((column) => [column.id, described(pack, column)])),
        },
      };
  }
}

function described(pack: CampaignPack, field: Field | Column): JsonSchema {
  const help = field.help === undefined ? {} : { description: field.help };
  return { title: field.label, ...help, anyOf: [valueSchema(pack, field), { type: 'null' }] };
}

/**
 * JSON Schema (draft 2020-12) of the records of a campaign, one for each kind of record, made from the same field
 * definitions as the wizard and the paper (design: campaign pack). Every field may be absent or null while drafting.
 */
export function contentSchemas(pack: CampaignPack): Readonly<Record<string, unknown>> {
  const kinds: readonly SubjectKind[] = ['unit', 'collective', 'individual'];
  return Object.fromEntries(
    kinds.map((kind) => [
      `content-${kind}`,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `jianbiao:${pack.campaign.id}:content-${kind}`,
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(pack.fields[kind].map((field) => [field.id, described(pack, field)])),
      },
    ]),
  );
}
