import type { Command } from 'commander';
import type { Output } from '../output.ts';

/** Every command of the CLI; each file adds one. */
export const commands: readonly ((program: Command, out: Output) => void)[] = [];
