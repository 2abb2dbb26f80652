import { spawnSync } from 'node:child_process';
import { app } from 'electron';
import { messageFor } from '../../shared/errors/catalog.ts';
import { toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { findDebugSwitch } from './debug-switches.ts';
import { livePassing } from './passing-profile.ts';

/** Chromium's switch for a machine without a screen. It counts on the command line only: when a script runs it is too late. */
export const WITHOUT_SCREEN = '--ozone-platform=headless';

/**
 * Lets the installed program answer a command instead of opening its window: no window, no screen, no lock on the one
 * copy that may be open; ends with the command's exit code once all is written.
 */
export function answerCommandLine(run: () => Promise<void>): void {
  const forbidden = findDebugSwitch(process.argv);
  if (app.isPackaged && forbidden !== null) {
    process.stderr.write(`${messageFor('debug-switch-refused', { name: forbidden })}\n`);
    app.exit(1);
    return;
  }
  app.disableHardwareAcceleration();
  if (isWithoutScreen()) {
    const { status } = spawnSync(process.execPath, [...process.argv.slice(1), WITHOUT_SCREEN], {
      stdio: 'inherit',
    });
    app.exit(status ?? 1);
    return;
  }
  const answer = async (): Promise<void> => {
    livePassing();
    await run();
  };
  answer()
    .catch((thrown: unknown) => {
      process.stderr.write(`${toErrorRecord(thrown).message}\n`);
      process.exitCode = 1;
    })
    .finally(() => {
      process.stdout.write('', () => app.exit(Number(process.exitCode ?? 0)));
    });
}

/** A Linux session of text alone, in which Chromium would end the program before any script is done. */
function isWithoutScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return (
    process.platform === 'linux' &&
    (DISPLAY ?? '') === '' &&
    (WAYLAND_DISPLAY ?? '') === '' &&
    !process.argv.includes(WITHOUT_SCREEN)
  );
}
