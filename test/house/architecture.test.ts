import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { paths as folders } from '../../build/kit/paths.ts';
import { migrations } from '../../electron/engine/store/migrations/index.ts';
import { paths } from '../../renderer/kit/paths.ts';
import { HouseCopy } from './house-copy.ts';

/** docs/architecture.md says where a newcomer puts something new; here it is put there, and what is forgotten is noticed. */

const copy = new HouseCopy();
afterAll(() => copy.remove());

const document = readFileSync(join(folders.root, 'docs', 'architecture.md'), 'utf8');

/** The files of one of the document's lists, in its order. */
function filesFor(what: string): string[] {
  const [, after = ''] = document.split(`### … a new ${what}\n`);
  const [list = ''] = after.split('\n### ');
  const files = [...list.matchAll(/^\d+\. .*?`([^`]+)`/gm)].map(([, file = '']) => file);
  if (files.length === 0) throw new Error(`docs/architecture.md has no list for a new ${what}`);
  return files;
}

test.each(['type of field', 'kind of rule', 'method', 'page', 'table'])(
  'the places for a new %s are there',
  (what) => {
    for (const file of filesFor(what)) {
      if (!/[<N]/.test(file)) expect([file, existsSync(join(folders.root, file))]).toEqual([file, true]);
    }
  },
);

test('the compiler asks for every place of a new type of field', () => {
  const [schema = '', ...places] = filesFor('type of field');
  const asked = copy.changed(
    schema,
    (source) =>
      source.replace(
        "  z.strictObject({ ...fieldBase, type: z.literal('photo') }),",
        "  z.strictObject({ ...fieldBase, type: z.literal('weekday') }),\n$&",
      ),
    () => copy.filesWithErrors(),
  );
  expect(asked).toEqual(places.toSorted());
});

test('the compiler asks for the handler of a new method, and for nothing else', () => {
  const file = 'shared/api/font-methods.ts';
  const method = `  'font.count': method({ title: '数字体', args: nothing, result: nothing, needs: 'nothing', roles: everyone, mode: 'read', reads: ['fonts'], changes: [] }),\n};`;
  const asked = copy.changed(
    file,
    (source) => source.replace(/\n\}( as const)?;\s*$/, `\n${method}\n`),
    () => copy.filesWithErrors(),
  );
  expect(asked.every((place) => place.startsWith('electron/engine/desk/'))).toBe(true);
  expect(asked.length).toBeGreaterThan(0);
});

test('every page is looked at', () => {
  const screens = globSync('test/e2e/screens/*.ts', { cwd: folders.root })
    .map((file) => readFileSync(join(folders.root, file), 'utf8'))
    .join('\n');
  const unseen = Object.values(paths).filter((path) => {
    const [, first = ''] = path.split('/');
    return first === '' ? !screens.includes("route('/')") : !new RegExp(`['"\`]/${first}\\b`).test(screens);
  });
  // A form is opened by its own helper.
  expect(unseen).toEqual([paths.form].filter(() => !/\/form\//.test(screens)));
});

test('every step of the schema is in the list, in order', () => {
  const files = globSync('electron/engine/store/migrations/0*.ts', { cwd: folders.root });
  expect(migrations).toHaveLength(files.length);
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((one, other) => one - other));
});
