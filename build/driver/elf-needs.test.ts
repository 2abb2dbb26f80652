import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paths } from '../kit/paths.ts';
import { assertLoadable } from './build-driver.ts';
import { compareVersions, NotElfError, newestNeed, readElfNeeds } from './elf-needs.ts';

/** Writes what the reader reads: header, one loaded and one dynamic segment, strings, version needs. */
function elf(
  machine: number,
  needs: readonly { library: string; versions: readonly string[] }[],
): Uint8Array {
  let strings = '\0';
  const place = (text: string): number => {
    strings += `${text}\0`;
    return strings.length - text.length - 1;
  };
  const BASE = 0x10000;
  const dynamicAt = 64 + 2 * 56;
  const tags = needs.length + 4;
  const needsAt = dynamicAt + tags * 16;
  const records = needs.flatMap(({ library, versions }, index) => {
    const head = Buffer.alloc(16);
    head.writeUInt16LE(1, 0);
    head.writeUInt16LE(versions.length, 2);
    head.writeUInt32LE(place(library), 4);
    head.writeUInt32LE(versions.length === 0 ? 0 : 16, 8);
    head.writeUInt32LE(index === needs.length - 1 ? 0 : 16 + 16 * versions.length, 12);
    return [
      head,
      ...versions.map((version, at) => {
        const one = Buffer.alloc(16);
        one.writeUInt32LE(place(version), 8);
        one.writeUInt32LE(at === versions.length - 1 ? 0 : 16, 12);
        return one;
      }),
    ];
  });
  const stringsAt = needsAt + 16 * records.length;
  const dynamic = Buffer.alloc(tags * 16);
  const tag = (index: number, name: number, value: number): void => {
    dynamic.writeBigUInt64LE(BigInt(name), index * 16);
    dynamic.writeBigUInt64LE(BigInt(value), index * 16 + 8);
  };
  needs.forEach(({ library }, index) => {
    tag(index, 1, place(library));
  });
  tag(needs.length, 5, BASE + stringsAt);
  tag(needs.length + 1, 0x6ffffffe, BASE + needsAt);
  tag(needs.length + 2, 0x6fffffff, needs.length);
  const text = Buffer.from(strings, 'latin1');
  const total = stringsAt + text.length;
  const header = Buffer.alloc(dynamicAt);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(machine, 18);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(2, 56);
  const segment = (index: number, kind: number, offset: number, size: number): void => {
    const at = 64 + index * 56;
    header.writeUInt32LE(kind, at);
    header.writeBigUInt64LE(BigInt(offset), at + 8);
    header.writeBigUInt64LE(BigInt(BASE + offset), at + 16);
    header.writeBigUInt64LE(BigInt(size), at + 32);
  };
  segment(0, 1, 0, total);
  segment(1, 2, dynamicAt, dynamic.length);
  return Buffer.concat([header, dynamic, ...records, text]);
}

const name = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcXYZ0189._+') });
const needList = fc.uniqueArray(
  fc.record({
    library: name,
    versions: fc.array(
      fc.oneof(
        name,
        fc.nat(40).map((minor) => `GLIBC_2.${minor}`),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  }),
  { selector: ({ library }) => library, maxLength: 5 },
);

test('what a file asks for is read back, and the newest glibc found', () => {
  fc.assert(
    fc.property(needList, fc.constantFrom(0x3e, 0xb7, 3), (list, machine) => {
      const needs = readElfNeeds(elf(machine, list));
      expect(needs.machine).toBe(machine === 0x3e ? 'x64' : machine === 0xb7 ? 'arm64' : 'other');
      expect(needs.libraries).toEqual(list.map(({ library }) => library));
      expect([...needs.versions]).toEqual(list.map(({ library, versions }) => [library, versions]));
      const minors = list
        .flatMap(({ versions }) => versions)
        .flatMap((version) => {
          const minor = /^GLIBC_2\.(\d+)$/.exec(version)?.[1];
          return minor === undefined ? [] : [Number(minor)];
        });
      expect(newestNeed(needs, 'GLIBC')).toEqual(minors.length === 0 ? null : [2, Math.max(...minors)]);
    }),
  );
});

test('a broken file is refused, never read for ever', () => {
  const whole = elf(0x3e, [{ library: 'libc.so.6', versions: ['GLIBC_2.2.5', 'GLIBC_2.34'] }]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(whole.length),
      (changes, length) => {
        const bytes = Uint8Array.from(whole).subarray(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        try {
          readElfNeeds(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(NotElfError);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(() => readElfNeeds(new Uint8Array())).toThrow(NotElfError);
});

test('versions compare by their numbers', () => {
  expect(compareVersions([2, 9], [2, 28])).toBeLessThan(0);
  expect(compareVersions([2, 28, 1], [2, 28])).toBeGreaterThan(0);
  expect(compareVersions([2, 28], [2, 28, 0])).toBe(0);
});

/** The package's own binary is what must not be shipped: this reads it as it is, and so proves that the guard bites. */
test('the binary that the driver package brings for Linux is refused for UOS and Kylin', () => {
  for (const arch of ['x64', 'arm64'] as const) {
    const file = join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', `linuxmusl-${arch}.node`);
    expect(newestNeed(readElfNeeds(readFileSync(file)), 'GLIBC')).toBeNull();
    const brought = join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', `linux-${arch}.node`);
    const glibc = newestNeed(readElfNeeds(readFileSync(brought)), 'GLIBC') ?? [];
    // On a system that cannot load it, the one made here stands in its place.
    if (compareVersions(glibc, [2, 28]) > 0) expect(() => assertLoadable(brought, arch)).toThrow('2.34');
  }
});

test.skipIf(process.platform !== 'linux')('the runtimes at hand run on glibc 2.28', () => {
  const node = newestNeed(readElfNeeds(readFileSync(process.execPath)), 'GLIBC') ?? [];
  expect(compareVersions(node, [2, 28])).toBeLessThanOrEqual(0);
  const electron = join(paths.electronRuntime, 'electron');
  if (existsSync(electron)) {
    const needed = newestNeed(readElfNeeds(readFileSync(electron)), 'GLIBC') ?? [];
    expect(compareVersions(needed, [2, 28])).toBeLessThanOrEqual(0);
  }
});
