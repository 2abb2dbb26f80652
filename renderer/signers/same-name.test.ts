import { expect, it } from 'vitest';
import { sameName } from './same-name.ts';

const signer = (
  fingerprint: string,
  state: 'pending' | 'enrolled' | 'revoked',
  principal = '甲',
  follows: string | null = null,
) => ({
  principal,
  fingerprint,
  name: principal,
  formerNames: [],
  enrolledAt: '2021-09-20T01:00:00Z',
  revokedAt: state === 'revoked' ? '2021-09-20T02:00:00Z' : null,
  pending: state === 'pending',
  asked: null,
  follows,
});

it('finds the other keys that claim the name of a pending enrolment, and no unit of another name', () => {
  const one = signer('one', 'pending');
  const found = sameName(one, [
    one,
    signer('two', 'pending'),
    signer('old', 'revoked'),
    signer('now', 'enrolled'),
    signer('far', 'pending', '乙'),
    signer('its', 'enrolled', '乙'),
  ]);
  expect(found.pending.map(({ fingerprint }) => fingerprint)).toEqual(['two']);
  expect(found.enrolled?.fingerprint).toBe('now');
});

it('does not warn of the unit’s own key where that vouches for the new one', () => {
  const one = signer('one', 'pending', '甲', '甲');
  expect(sameName(one, [one, signer('now', 'enrolled')])).toEqual({ pending: [], enrolled: undefined });
});
