import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { watchPointerPress } from './pointer-press.ts';

const press = watchPointerPress(document, flushSync);

/**
 * The value as it was when the mouse button went down, until it is up again. What appears between pressing and
 * releasing would push the page away under the pointer, and the click would hit nothing. `value` must be memoised.
 */
export function useSteady<T>(value: T): T {
  const [steady, setSteady] = useState(value);
  useEffect(
    () => (Object.is(value, steady) ? undefined : press.whenReleased(() => setSteady(() => value))),
    [value, steady],
  );
  return steady;
}
