import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPointerPress } from './pointer-press.ts';

describe('work that waits for the mouse button', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done at once when no button is down', () => {
    const work = vi.fn();
    watchPointerPress(new EventTarget()).whenReleased(work);
    expect(work).toHaveBeenCalledOnce();
  });

  it.each(['pointerup', 'pointercancel'])('waits until after the click that follows %s', (end) => {
    const target = new EventTarget();
    const press = watchPointerPress(target);
    const work = vi.fn();
    target.dispatchEvent(new Event('pointerdown'));
    press.whenReleased(work);
    target.dispatchEvent(new Event(end));
    expect(work).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(work).toHaveBeenCalledOnce();
  });

  it('can be taken back', () => {
    const target = new EventTarget();
    const press = watchPointerPress(target);
    const work = vi.fn();
    target.dispatchEvent(new Event('pointerdown'));
    press.whenReleased(work)();
    target.dispatchEvent(new Event('pointerup'));
    vi.runAllTimers();
    expect(work).not.toHaveBeenCalled();
  });
});
