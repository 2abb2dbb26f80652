import { makeAgeHeader } from '../../electron/engine/seal/age-header.ts';
import { AgeWriter } from '../../electron/engine/seal/age-stream.ts';
import { verifyReader } from '../../electron/engine/seal/verify-package.ts';
import { messages } from '../../shared/errors/catalog.ts';
import { craftPackage } from '../conformance/crafted-package.ts';
import { sampleTrust, tightLimits } from '../conformance/sample-packages.ts';
import { memoryReader } from '../support/memory-reader.ts';
import { newAgeIdentity } from '../support/new-keys.ts';
import { byteMutations } from './mutate-bytes.ts';
import { packageMutations } from './mutate-package.ts';
import { Random } from './random.ts';

/** What the fuzzer starts from, made once in a process. */
export interface FuzzGround {
  readonly plain: Buffer;
  readonly encrypted: Buffer;
  readonly identity: string;
}

/** Makes the good packages that are then spoiled. */
export async function fuzzGround(): Promise<FuzzGround> {
  const plain = await craftPackage();
  const age = await newAgeIdentity();
  const writer = await AgeWriter.under(await makeAgeHeader({ recipients: [age.recipient] }));
  const encrypted = Buffer.concat([writer.begin(), ...writer.update(plain), writer.finish()]);
  return { plain, encrypted, identity: age.identity };
}

/** The outcome of one seed. `fault` is set when the reader did what it must not. */
export interface FuzzOutcome {
  readonly seed: number;
  readonly mutation: string;
  readonly code: string;
  readonly fault: string | null;
}

interface Spoiled {
  readonly mutation: string;
  readonly bytes: Buffer;
  readonly judge: 'trusted' | 'unknown';
  readonly original: Buffer | null;
}

async function spoil(ground: FuzzGround, random: Random): Promise<Spoiled> {
  const chance = random.next();
  if (chance < 0.35) {
    const name = random.pick(Object.keys(packageMutations));
    const mutation = packageMutations[name];
    if (mutation === undefined) throw new RangeError(name);
    return {
      mutation: name,
      bytes: await mutation.make(random),
      judge: mutation.judge,
      original: ground.plain,
    };
  }
  const encrypted = chance < 0.42;
  const original = encrypted ? ground.encrypted : ground.plain;
  const name = random.pick(Object.keys(byteMutations));
  let bytes = byteMutations[name]?.(original, random) ?? original;
  if (random.next() < 0.2)
    bytes =
      byteMutations[random.pick(Object.keys(byteMutations))]?.(bytes.length > 1 ? bytes : original, random) ??
      bytes;
  return { mutation: encrypted ? `age: ${name}` : name, bytes, judge: 'trusted', original };
}

/** Runs one seed: makes the spoiled package, verifies it, judges the answer. Never throws. */
export async function fuzzOne(ground: FuzzGround, seed: number): Promise<FuzzOutcome> {
  let mutation = 'none';
  try {
    const spoiled = await spoil(ground, new Random(seed));
    mutation = spoiled.mutation;
    const result = await verifyReader(memoryReader(spoiled.bytes), {
      trust: spoiled.judge === 'trusted' ? sampleTrust() : null,
      identities: [ground.identity],
      limits: tightLimits,
    });
    if (result.ok) {
      await result.package.close();
      const unchanged = spoiled.original?.equals(spoiled.bytes) === true;
      if (unchanged) return { seed, mutation, code: 'unchanged', fault: null };
      if (result.package.status === 'signed-by-unknown')
        return { seed, mutation, code: 'signed-by-unknown', fault: null };
      return { seed, mutation, code: 'accepted', fault: 'accepted as verified' };
    }
    const codes = result.problems.map((problem) => problem.code);
    const [code] = codes;
    if (code === undefined) return { seed, mutation, code: 'none', fault: 'refused without a reason' };
    const strange = result.problems.find(
      ({ code, message }) => !(code in messages) || code === 'internal' || /\{\w+\}/.test(message),
    );
    return {
      seed,
      mutation,
      code,
      fault: strange === undefined ? null : `strange reason ${strange.code}: ${strange.message}`,
    };
  } catch (thrown) {
    return {
      seed,
      mutation,
      code: 'crash',
      fault: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
}
