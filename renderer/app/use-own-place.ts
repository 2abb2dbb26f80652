import { useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

/**
 * Keeps the address with the workspace it was reached in: another workspace that is opened in this window, such as a
 * new one after a look at the sample, begins on its own first page or where it was left, never on a page that its role
 * does not have or a form that is not its own. A sample begins afresh every time. Takes the open workspace's id and
 * whether it is a sample; gives false until the address is its own.
 */
export function useOwnPlace(id: string | undefined, sample: boolean): boolean {
  const [location, navigate] = useLocation();
  const [owner, setOwner] = useState<string | null>(null);
  const places = useRef(new Map<string, string>());
  useLayoutEffect(() => {
    if (id === undefined) return;
    if (owner === id) {
      if (!sample) places.current.set(id, location);
      return;
    }
    // The first workspace of the window keeps the address that the window was opened or loaded again with.
    if (owner !== null) navigate(places.current.get(id) ?? '/', { replace: true });
    setOwner(id);
  }, [id, sample, owner, location, navigate]);
  return id === undefined || owner === id;
}
