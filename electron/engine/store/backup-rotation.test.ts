import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoBackupName, autoBackupsAmong, inOrderOfTrust, outlivedBackups } from './backup-rotation.ts';

const id = 'w-0123456789';
const now = new Date('2026-03-20T02:00:00Z');
const hour = 3_600_000;

/** Backups made so many hours before `now`. */
function made(...hoursAgo: readonly number[]) {
  return autoBackupsAmong(
    id,
    hoursAgo.map((hours) => autoBackupName(id, new Date(now.getTime() - hours * hour))),
  );
}

describe('which automatic backups are kept', () => {
  it('counts only files of the workspace that the program named itself', () => {
    const name = autoBackupName(id, now);
    expect(name).toBe('jianbiao-auto-w-0123456789-20260320T020000.jbbackup');
    const others = [
      `${name}.part`,
      name.replace('auto-', ''),
      name.replace('w-0', 'w-1'),
      '荐表备份_示例.jbbackup',
      `jianbiao-auto-${id}-20269920T020000.jbbackup`,
    ];
    expect(autoBackupsAmong(id, [...others, name])).toEqual([{ name, at: '2026-03-20T02:00:00.000Z' }]);
  });

  it('keeps the last ten and the last of each of fourteen days in China', () => {
    const hourly = made(...Array.from({ length: 30 * 24 }, (_, index) => index));
    const gone = new Set(outlivedBackups(hourly, now, '').map(({ name }) => name));
    const kept = hourly.filter(({ name }) => !gone.has(name));
    // 10:00 in China: ten of today, and the 23:00 one of the thirteen days before.
    expect(kept.slice(0, 10)).toEqual(hourly.slice(0, 10));
    expect(kept.slice(10).map(({ at }) => at)).toEqual(
      Array.from({ length: 13 }, (_, day) =>
        new Date(Date.parse('2026-03-19T15:00:00Z') - day * 24 * hour).toISOString(),
      ),
    );
  });

  it('keeps everything of a workspace that is seldom opened', () => {
    expect(outlivedBackups(made(0, 24 * 100, 24 * 200), now, '')).toEqual([]);
  });

  it('lets those from a clock that was ahead go first, and never offers them as the newest', () => {
    const good = made(...Array.from({ length: 12 }, (_, day) => day * 24));
    const ahead = made(...Array.from({ length: 16 }, (_, day) => -36 * 365 * 24 - day * 24));
    const ordered = inOrderOfTrust([...ahead, ...good], now);
    expect(ordered.slice(0, good.length)).toEqual(good);
    expect(outlivedBackups([...ahead, ...good], now, good[0]?.name ?? '')).toEqual(ahead);
    // Fewer good ones than there are places: the rest is kept, behind them.
    const few = good.slice(0, 4);
    const gone = outlivedBackups([...ahead, ...few], now, few[0]?.name ?? '');
    expect(gone.some(({ name }) => few.some((one) => one.name === name))).toBe(false);
    expect(16 + 4 - gone.length).toBe(10);
  });

  it('keeps the last ones from before the clock ran ahead, however many come after', () => {
    const before = made(0, 24, 48, 72);
    const later = new Date('2062-02-20T02:00:00Z');
    const since = Array.from({ length: 40 }, (_, day) =>
      autoBackupName(id, new Date(later.getTime() - day * 24 * hour)),
    );
    const all = [...autoBackupsAmong(id, since), ...before];
    const gone = outlivedBackups(all, later, since[0] ?? '');
    expect(before.filter((one) => !gone.includes(one))).toEqual(before.slice(0, 3));
  });

  it('never drops the newest, nor the one just written under a clock that was put back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 1, maxLength: 60 }),
        (hours) => {
          const files = made(...hours);
          const written = made(hours[0] ?? 0)[0]?.name ?? '';
          const gone = outlivedBackups(files, now, written).map(({ name }) => name);
          expect(gone).not.toContain(inOrderOfTrust(files, now)[0]?.name);
          expect(gone).not.toContain(written);
          expect(files.length - gone.length).toBeGreaterThanOrEqual(Math.min(files.length, 10));
        },
      ),
    );
  });
});
