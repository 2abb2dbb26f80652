import { describe, expect, it } from 'vitest';
import { sealReadiness } from '../../shared/rules/seal-readiness.ts';
import { obstacles, type SealPlan } from './plan-state.ts';

const plan: SealPlan = {
  planDigest: '0'.repeat(64),
  contentsDigest: '1'.repeat(64),
  fileName: 'ggj-2021-某省-preliminary-r1.zip.age',
  revision: 1,
  interrupted: [],
  supersedes: null,
  entries: [
    { title: '数据', fileName: 'data/submission.json' },
    { title: '照片', fileName: 'data/files/0001.jpg' },
    { title: '附件5', fileName: 'data/paper/0001.pdf' },
    { title: '附件3', fileName: 'data/paper/0002.pdf' },
  ],
  ...sealReadiness(1, []),
  recipient: null,
  candidates: [],
  recipientState: 'none',
  encryption: 'undecided',
  sameAsSealed: false,
  needsIdentity: false,
};

describe('seal plan', () => {
  it('lets a clean plan pass and names each obstacle with its page', () => {
    expect(obstacles(plan)).toEqual([]);
    expect(
      obstacles({ ...plan, errors: 2, unexplained: 1, ready: false }).map((item) => item.sentence),
    ).toEqual([expect.stringContaining('2 条错误'), expect.stringContaining('1 条警告')]);
    // The unit's own sheets alone make no package: the engine refuses it, so the wizard says so beforehand.
    expect(obstacles({ ...plan, ...sealReadiness(0, []) })[0]?.page).toBe('overview');
  });
});
