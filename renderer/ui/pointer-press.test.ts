import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPointerPress } from './pointer-press.ts';

describe('work that waits for the mouse button', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done before the next event when no button is down, all that is due as one change', async () => {
    const target = new EventTarget();
    const together = vi.fn((run: () => void) => run());
    const press = watchPointerPress(target, together);
    const works = [vi.fn(), vi.fn()];
    for (const work of works) press.whenReleased(work);
    await Promise.resolve();
    for (const work of works) expect(work).toHaveBeenCalledOnce();
    expect(together).toHaveBeenCalledOnce();
  });

  it('is not done within a second press that begins right after the first', () => {
    const target = new EventTarget();
    const press = watchPointerPress(target);
    const work = vi.fn();
    target.dispatchEvent(new Event('pointerdown'));
    press.whenReleased(work);
    target.dispatchEvent(new Event('pointerup'));
    vi.advanceTimersByTime(10);
    target.dispatchEvent(new Event('pointerdown'));
    vi.advanceTimersByTime(1000);
    expect(work).not.toHaveBeenCalled();
    target.dispatchEvent(new Event('pointerup'));
    vi.runAllTimers();
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
