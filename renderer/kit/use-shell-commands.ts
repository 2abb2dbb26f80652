import { useEffect, useEffectEvent } from 'react';
import type { ShellCommand } from '../../shared/api.ts';
import { bridge } from './bridge.ts';

/**
 * Listens to menu commands of the shell while mounted. Every listener hears every command: act only on your own
 * (`undo` belongs to the form, `lock` and `help` to the frame, `openPackage` to the inbox or feedback page).
 */
export function useShellCommands(listener: (command: ShellCommand) => void): void {
  const latest = useEffectEvent(listener);
  useEffect(() => bridge().onCommand((command) => latest(command)), []);
}
