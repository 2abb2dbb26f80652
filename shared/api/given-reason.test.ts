import { describe, expect, it } from 'vitest';
import { api } from '../api.ts';

const digest = 'a'.repeat(64);
const target = { folder: `h-${'A'.repeat(20)}` };
const asked = {
  'seal.run': (reason: string) => {
    return { round: 'preliminary', target, jobId: 'seal', planDigest: digest, plain: { reason } };
  },
  'signers.revoke': (reason: string) => ({ fingerprint: `SHA256:${'A'.repeat(43)}`, reason }),
  'inbox.choose': (reason: string) => ({ packageId: digest, reason }),
  'review.settleRound': (reason: string) => ({ packageId: digest, revision: 1, reason }),
} as const;

describe('the reason of a recorded decision', () => {
  it.each(Object.keys(asked) as (keyof typeof asked)[])(
    '%s: is one that a reader of the record can see',
    (name) => {
      const takes = (reason: string) => api[name].args.safeParse(asked[name](reason)).success;
      expect(takes('对方电脑坏了')).toBe(true);
      for (const unseen of ['\u3164', '\u2800', '\u200b', '\ufe0f'])
        expect(takes(unseen.repeat(6))).toBe(false);
    },
  );
});
