import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { addBagCommand } from './bag.ts';
import { addOpenCommand } from './open.ts';
import { addPrintCommand } from './print.ts';
import { addSealCommand } from './seal.ts';
import { addServeCommand } from './serve.ts';
import { addVerifyCommand } from './verify.ts';

/** Every command of the CLI; each file adds one. */
export const commands: readonly ((program: Command, out: Output) => void)[] = [
  addVerifyCommand,
  addSealCommand,
  addOpenCommand,
  addBagCommand,
  addPrintCommand,
  addServeCommand,
];
