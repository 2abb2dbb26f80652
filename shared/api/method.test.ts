import { describe, expect, expectTypeOf, it } from 'vitest';
import { methodNames, natureOf, readingsOf, readsDrafts } from '../api.ts';
import { jobId, nothing } from './common.ts';
import { type Method, method } from './method.ts';
import { everyone } from './roles.ts';
import { topic } from './topics.ts';

/** The nature of an invented method, and what is left of it without one part. */
const whole = {
  title: '试一试',
  args: nothing,
  result: nothing,
  needs: 'workspace',
  roles: everyone,
  mode: 'write',
  reads: [],
  changes: ['records'],
} as const;

describe('a declared method', () => {
  it('is one only with every part of its nature: the compiler refuses it without (npm run check)', () => {
    expectTypeOf<typeof whole>().toExtend<Method>();
    type Without<K extends keyof typeof whole> = Omit<typeof whole, K>;
    expectTypeOf<Pick<typeof whole, 'args' | 'result'>>().not.toExtend<Method>();
    expectTypeOf<Without<'title'>>().not.toExtend<Method>();
    expectTypeOf<Without<'needs'>>().not.toExtend<Method>();
    expectTypeOf<Without<'roles'>>().not.toExtend<Method>();
    expectTypeOf<Without<'mode'>>().not.toExtend<Method>();
    expectTypeOf<Without<'reads'>>().not.toExtend<Method>();
    expectTypeOf<Without<'changes'>>().not.toExtend<Method>();
    // What only reads changes nothing; whatever else runs changes something.
    type Mode<M, C> = Omit<typeof whole, 'mode' | 'changes'> & { mode: M; changes: C };
    type Args<M extends 'read' | 'write'> = Parameters<
      typeof method<typeof nothing, typeof nothing, 'workspace', M>
    >[0];
    expectTypeOf<Mode<'read', readonly ['records']>>().not.toExtend<Args<'read'>>();
    expectTypeOf<Mode<'write', readonly []>>().not.toExtend<Args<'write'>>();
    expect(method(whole)).toBe(whole);
  });

  it('names somebody who has it, and a job by the id it is cancelled with', () => {
    for (const name of methodNames) {
      const { roles, mode, needs, args } = natureOf(name);
      expect(roles.length, name).toBeGreaterThan(0);
      if (needs !== 'workspace') expect(roles, name).toEqual(everyone);
      const asksForJob = 'shape' in args.def && Object.hasOwn(Object(args.def.shape), 'jobId');
      expect(asksForJob, name).toBe(mode === 'job' || name === 'job.cancel');
    }
    expect(jobId.safeParse('a-1').success).toBe(true);
  });

  it('is heard of: every topic is changed by some method and read by another', () => {
    for (const one of topic.options) {
      expect(readingsOf(one).length, one).toBeGreaterThan(0);
      const changed = methodNames.some((name) => natureOf(name).changes.some((other) => other === one));
      expect(changed, one).toBe(true);
    }
  });

  it('saves what is being typed before it is printed, sealed, answered, taken along, backed up or locked away', () => {
    const saving = [
      ...['workspace.lock', 'workspace.backup', 'workspace.restore', 'workspace.erase', 'backup.run'],
      ...['seal.plan', 'seal.run', 'enrolment.seal', 'feedback.seal', 'receipt.seal'],
      ...['paper.preview', 'paper.save', 'paper.saveAll', 'paper.checkScan', 'paper.photoSheet'],
      ...['records.create', 'bulk.read', 'bulk.take', 'bulk.undo', 'inbox.takeOver', 'campaign.install'],
      ...['workspace.create', 'sample.open'],
      ...['checklist.facts', 'checklist.setDone', 'paper.setPrinted'],
      ...['handover.plan', 'handover.disc', 'handover.sheet', 'handover.answer'],
    ];
    expect(methodNames.filter(readsDrafts).sort()).toEqual(saving.sort());
    // Saving must not wait for itself, nor for reading on which record it stands.
    for (const name of ['record.save', 'record.get', 'review.save', 'review.get', 'view.set'] as const)
      expect(readsDrafts(name)).toBe(false);
  });
});
