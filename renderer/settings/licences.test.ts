import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import manifest from '../../package.json';
import { licences } from './licences.ts';

const installed = import.meta.glob('../../node_modules/{*,@*/*}/package.json', { import: 'default' });
const packageFile = z.object({ license: z.string() });

describe('the list of licences', () => {
  it('names every dependency that ships', () => {
    const listed = new Set(licences.map((entry) => entry.name));
    expect(Object.keys(manifest.dependencies).filter((name) => !listed.has(name))).toEqual([]);
  });

  it.each(licences)('$name is $licence', async ({ name, licence }) => {
    const load = installed[`../../node_modules/${name}/package.json`];
    expect(packageFile.parse(await load?.()).license).toBe(licence);
  });
});
