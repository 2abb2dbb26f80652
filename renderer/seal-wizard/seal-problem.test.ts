import { expect, it } from 'vitest';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { isAboutContents, isAboutPlace } from './seal-problem.ts';

it('leads back to the contents when they are at fault, and offers another place only where one helps', () => {
  // Changed in another window so that it has an error now: no other stick mends that.
  expect(isAboutContents('seal-blocked')).toBe(true);
  expect(isAboutContents('seal-plan-changed')).toBe(true);
  expect(isAboutContents('seal-target-exists')).toBe(false);
  for (const code of ['seal-target-exists', 'seal-read-only', 'seal-cancelled'] as const)
    expect(isAboutPlace(new JianbiaoError(code))).toBe(true);
  expect(isAboutPlace(new JianbiaoError('disk-io'))).toBe(true);
  expect(isAboutPlace(new JianbiaoError('seal-attachment-missing'))).toBe(false);
  expect(isAboutPlace(new JianbiaoError('seal-recipient-missing'))).toBe(false);
});
