import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packId } from '../words/field-schema.ts';
import * as kinds from './kinds/index.ts';
import { bindRule, ruleSchema } from './rule-kinds.ts';

const folder = join(import.meta.dirname, 'kinds');
const idPattern = z.string().parse(z.toJSONSchema(packId).pattern);

/** A value of a published schema in which every identifier is another one, and each of them. */
function example(schema: unknown, ids: string[]): unknown {
  const node = z.looseObject({}).parse(schema);
  if (node.anyOf !== undefined) return example(z.array(z.unknown()).parse(node.anyOf)[0], ids);
  if (node.enum !== undefined) return z.array(z.unknown()).parse(node.enum)[0];
  switch (Array.isArray(node.type) ? node.type[0] : node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(z.record(z.string(), z.unknown()).parse(node.properties ?? {})).map(([key, value]) => [
          key,
          example(value, ids),
        ]),
      );
    case 'array': {
      const { prefixItems, minItems } = z
        .looseObject({ prefixItems: z.array(z.unknown()).optional(), minItems: z.number().default(1) })
        .parse(node);
      if (prefixItems !== undefined) return prefixItems.map((item) => example(item, ids));
      return Array.from({ length: Math.max(minItems, 1) }, () => example(node.items, ids));
    }
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(Number(node.minimum ?? 1), Math.min(Number(node.maximum ?? 1), 1));
    case 'string': {
      if (node.format === 'date') return '2021-01-01';
      if (node.pattern !== idPattern) return 'words';
      const id = `id${ids.length + 1}`;
      ids.push(id);
      return id;
    }
    default:
      throw new Error(`no example of ${JSON.stringify(node)}`);
  }
}

/** A rule of a kind in which everything that may be given is given, bound; and the identifiers in its parameters. */
function exampleRule(kind: (typeof kinds)[keyof typeof kinds]) {
  const ids: string[] = [];
  const params = example(z.toJSONSchema(kind.params, { io: 'input' }), ids);
  const words = { id: 'A1', severity: 'error', clause: '一', of: 'unit', message: '', fix: '' };
  return { ids, rule: ruleSchema.parse({ ...words, kind: kind.kind, params }) };
}

/** The kinds that some campaign here has a rule of, so that a test has seen the kind speak. */
function kindsInUse(): Set<string> {
  const root = join(import.meta.dirname, '../..');
  const files = ['resources/campaigns', 'test/fixtures/campaigns'].flatMap((campaigns) =>
    readdirSync(join(root, campaigns)).map((id) => join(root, campaigns, id, 'rules.json')),
  );
  const rules = files.flatMap((file) =>
    z.array(z.looseObject({ kind: z.string() })).parse(JSON.parse(readFileSync(file, 'utf8'))),
  );
  return new Set(rules.map(({ kind }) => kind));
}

describe('a rule kind', () => {
  it('is used by a rule of some campaign', () => {
    const used = kindsInUse();
    expect(
      Object.values(kinds)
        .map(({ kind }) => kind)
        .filter((kind) => !used.has(kind)),
    ).toEqual([]);
  });

  it('is one exported value, named as its kind, and every file of the folder is in the registry', () => {
    const files = readdirSync(folder).filter((file) => file !== 'index.ts' && !file.endsWith('.test.ts'));
    const named = (kind: string) => `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    expect(Object.keys(kinds).map(named).sort()).toEqual(files.sort());
    for (const [name, value] of Object.entries(kinds)) expect(value.kind).toBe(name);
  });

  it.each(Object.values(kinds).map((kind) => [kind.kind, kind] as const))(
    '%s: says of each identifier in its parameters what it names, so that pack check can look for it',
    (_name, kind) => {
      const { ids, rule } = exampleRule(kind);
      const bound = bindRule(rule);
      const named = JSON.stringify(bound.references());
      expect(ids.filter((id) => !named.includes(`"${id}"`))).toEqual([]);
      expect(bound.scope).toBe(kind.scope);
    },
  );
});
