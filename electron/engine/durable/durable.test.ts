import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { NameTakenError } from './give-name.ts';
import { replaceFile, WholeFile, writeDurably, writeFully, writeSynced } from './whole-file.ts';
import { makeFolder, replaceFolder } from './whole-folder.ts';
import { workBeside } from './work-name.ts';

/** One step of the file system. A folder is opened and synced only to make its names durable. */
type Step =
  | 'open'
  | 'write'
  | 'sync'
  | 'open folder'
  | 'sync folder'
  | 'link'
  | 'rename'
  | 'remove'
  | 'mkdir';

/** From which call on a step fails, how often, and with what. */
interface Fault {
  readonly step: Step;
  readonly from: number;
  readonly times: number;
  readonly code: string;
}

/** The file system of one run: its faults, and whether it writes only a few bytes at a time. */
const disk = vi.hoisted(() => ({
  folder: '',
  isShort: false,
  faults: [] as Fault[],
  calls: new Map<Step, number>(),
  folders: new Set<number>(),
  take(step: Step): void {
    if (this.folder === '') return;
    const call = this.calls.get(step) ?? 0;
    this.calls.set(step, call + 1);
    const fault = this.faults.find(
      (one) => one.step === step && call >= one.from && call < one.from + one.times,
    );
    if (fault !== undefined) throw Object.assign(new Error(`${fault.code}: ${step}`), { code: fault.code });
  },
  length(bytes: number): number {
    return this.isShort ? Math.min(bytes, 3) : bytes;
  },
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    openSync(path: string, flags: string, mode?: number) {
      disk.take(path === disk.folder ? 'open folder' : 'open');
      const descriptor = real.openSync(path, flags, mode);
      if (path === disk.folder) disk.folders.add(descriptor);
      return descriptor;
    },
    writeSync(descriptor: number, data: Uint8Array, from = 0) {
      disk.take('write');
      return real.writeSync(descriptor, data, from, disk.length(data.length - from));
    },
    fsyncSync(descriptor: number) {
      disk.take(disk.folders.delete(descriptor) ? 'sync folder' : 'sync');
      real.fsyncSync(descriptor);
    },
    renameSync(from: string, to: string) {
      disk.take('rename');
      real.renameSync(from, to);
    },
    rmSync(path: string, options: object) {
      disk.take('remove');
      real.rmSync(path, options);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const first = async <T>(step: Step, then: () => Promise<T>): Promise<T> => {
    disk.take(step);
    return then();
  };
  return {
    ...real,
    async open(path: string, flags: string, mode?: number) {
      disk.take(path === disk.folder ? 'open folder' : 'open');
      const handle = await real.open(path, flags, mode);
      return {
        fd: handle.fd,
        write: (data: Uint8Array, from: number, length: number) =>
          first('write', () => handle.write(data, from, disk.length(length))),
        sync: () => first(path === disk.folder ? 'sync folder' : 'sync', () => handle.sync()),
        close: () => handle.close(),
      };
    },
    link: (from: string, to: string) => first('link', () => real.link(from, to)),
    rename: (from: string, to: string) => first('rename', () => real.rename(from, to)),
    rm: (path: string, options: object) => first('remove', () => real.rm(path, options)),
    mkdir: (path: string) => first('mkdir', () => real.mkdir(path)),
  };
});

const root = mkdtempSync(join(tmpdir(), 'jianbiao-durable-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const oldText = 'what was there before';
const newText = 'what is to be there from now on';

/** A way to make a file or a folder: what it makes, and whether it takes the place of what is there. */
interface Way {
  readonly kind: 'file' | 'folder';
  readonly takes: boolean;
  readonly make: (target: string) => Promise<unknown>;
}

const bytes = Buffer.from(newText);
const readBack = (path: string): void => {
  if (!readFileSync(path).equals(bytes)) throw new Error('read back otherwise');
};
const fillFolder = async (work: string): Promise<void> => {
  for (const name of ['a.txt', 'b.txt'])
    await writeSynced(join(work, name), (handle: FileHandle) => writeFully(handle, bytes));
};

const ways: Readonly<Record<string, Way>> = {
  'bytes at once': {
    kind: 'file',
    takes: true,
    make: async (target) => writeDurably(target, bytes, readBack),
  },
  'a stream that takes a name': {
    kind: 'file',
    takes: true,
    make: (target) =>
      replaceFile(target, {
        fill: (file) => file.write(bytes),
        check: async (written) => readBack(written),
      }),
  },
  'a stream that never takes a name': {
    kind: 'file',
    takes: false,
    async make(target) {
      const file = await WholeFile.begin(target);
      try {
        await file.write(bytes);
        await file.finish();
        readBack(file.temporary);
        await file.publish('refuse');
      } catch (thrown) {
        await file.discard();
        throw thrown;
      }
    },
  },
  'a new folder': { kind: 'folder', takes: false, make: (target) => makeFolder(target, fillFolder) },
  'a folder in place of another': {
    kind: 'folder',
    takes: true,
    make: (target) => replaceFolder(target, fillFolder),
  },
};

/** What stands at the target: one of the two texts, `null` for nothing, or something that must never be. */
function standing(target: string): string | null {
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (stat.isFile()) return readFileSync(target, 'utf8');
  const texts = readdirSync(target)
    .sort()
    .map((name) => `${name}=${readFileSync(join(target, name), 'utf8')}`);
  for (const text of [oldText, newText])
    if (texts.join() === ['a.txt', 'b.txt'].map((name) => `${name}=${text}`).join()) return text;
  return `torn: ${texts.join()}`;
}

function putOld(target: string, kind: Way['kind']): void {
  if (kind === 'file') writeFileSync(target, oldText);
  else {
    mkdirSync(target);
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(target, name), oldText);
  }
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (thrown) {
    return thrown;
  }
}

const heldCode = fc.constantFrom('EBUSY', 'EPERM', 'EACCES');
const few = fc.integer({ min: 0, max: 3 });
const forEver = 1000;
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    step: fc.constantFrom<Step>('rename', 'remove'),
    from: few,
    times: fc.integer({ min: 1, max: 3 }),
    code: heldCode,
  }),
  fc.record({
    step: fc.constant<Step>('rename'),
    from: few,
    times: fc.constant(1),
    code: fc.constant('EXDEV'),
  }),
  fc.record({
    step: fc.constantFrom<Step>('write', 'sync', 'open', 'mkdir'),
    from: few,
    times: fc.constant(forEver),
    code: fc.constantFrom('ENOSPC', 'EIO'),
  }),
  // FAT has no links, some sticks no syncing of folders, and a stick may be pulled out at the last step.
  fc.record({
    step: fc.constant<Step>('link'),
    from: fc.constant(0),
    times: fc.constant(forEver),
    code: heldCode,
  }),
  fc.record({
    step: fc.constantFrom<Step>('open folder', 'sync folder'),
    from: fc.constant(0),
    times: fc.constant(forEver),
    code: fc.constantFrom('EINVAL', 'EACCES', 'EIO'),
  }),
);

let runs = 0;

/** Makes something on a disk with those faults; gives what stood there, stands there, was thrown and lies beside it. */
async function run(way: Way, hasOld: boolean, faults: Fault[], isShort: boolean) {
  const folder = join(root, String(runs));
  runs += 1;
  mkdirSync(folder);
  const target = join(folder, 'x');
  if (hasOld) putOld(target, way.kind);
  Object.assign(disk, { folder, isShort, faults });
  disk.calls.clear();
  disk.folders.clear();
  const thrown = await failureOf(way.make(target));
  disk.folder = '';
  return { thrown, now: standing(target), beside: readdirSync(folder).filter((name) => name !== 'x') };
}

describe.each(Object.entries(ways))('%s', (_name, way) => {
  // A folder in place of another needs another.
  const hasOldEver = way.kind === 'folder' && way.takes ? fc.constant(true) : fc.boolean();

  test('whatever fails, the name stands for the whole old or the whole new one, and nothing lies beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        hasOldEver,
        fc.array(fault, { maxLength: 3 }),
        fc.boolean(),
        async (hasOld, faults, isShort) => {
          const { thrown, now, beside } = await run(way, hasOld, faults, isShort);
          const before = hasOld ? oldText : null;
          expect(beside).toEqual([]);
          if (thrown === null) expect(now).toBe(newText);
          else if (way.takes) expect([before, newText]).toContain(now);
          // What is reported as failed must not lie there to be sent.
          else expect(now).toBe(before);
          if (hasOld && !way.takes) expect(thrown).not.toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('it comes through where nothing fails, and where it is held for a moment', async () => {
    const hasOld = way.takes;
    expect(await run(way, hasOld, [], true)).toEqual({ thrown: null, now: newText, beside: [] });
    const faults: Fault[] = [
      { step: 'link', from: 0, times: 1, code: 'EPERM' },
      { step: 'rename', from: 0, times: 3, code: 'EBUSY' },
      { step: 'remove', from: 0, times: 2, code: 'EACCES' },
      { step: 'sync folder', from: 0, times: 9, code: 'EINVAL' },
    ];
    expect(await run(way, hasOld, faults, false)).toEqual({ thrown: null, now: newText, beside: [] });
  });
});

const untaking = Object.entries(ways).filter(([, way]) => !way.takes);
test.each(untaking)('%s refuses what is there by its own name', async (_name, way) => {
  for (const faults of [[], [{ step: 'link', from: 0, times: 9, code: 'EPERM' }] as Fault[]]) {
    const { thrown, now, beside } = await run(way, true, faults, false);
    expect(thrown).toBeInstanceOf(NameTakenError);
    expect([now, beside]).toEqual([oldText, []]);
  }
});

test('what a killed run left goes with the next one; what a running process writes stays, here or on another PC', async () => {
  const folder = join(root, 'remnants');
  mkdirSync(folder);
  const target = join(folder, 'x');
  const alive = workBeside(target);
  const dead = alive.replace(`-${process.pid}-`, '-99999999-');
  const deadOfEarlierVersion = join(folder, '.jianbiao-99999999-0123456789ab.part');
  const [aliveElsewhere = '', forsakenElsewhere = ''] = ['0', '1'].map((digit) =>
    workBeside(target).replace(/jianbiao-[0-9a-f]{8}-\d+/, `jianbiao-0000000${digit}-99999999`),
  );
  for (const path of [dead, deadOfEarlierVersion, alive, aliveElsewhere, forsakenElsewhere])
    writeFileSync(path, 'half');
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
  utimesSync(forsakenElsewhere, twoDaysAgo, twoDaysAgo);
  await replaceFile(target, { fill: (file) => file.write(bytes), check: async () => undefined });
  const left = readdirSync(folder).map((name) => join(folder, name));
  expect(new Set(left)).toEqual(new Set([alive, aliveElsewhere, target]));
});
