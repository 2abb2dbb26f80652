import type { Command } from 'commander';
import type { Output } from '../kit/output.ts';
import { addBackupCommand } from './backup.ts';
import { addBagCommand } from './bag.ts';
import { addCheckCommand } from './check.ts';
import { addDemoCommand } from './demo.ts';
import { addDiscCommand } from './disc.ts';
import { addEraseCommand } from './erase.ts';
import { addImportCommand } from './import.ts';
import { addOpenCommand } from './open.ts';
import { addPackCommand } from './pack.ts';
import { addPrintCommand } from './print.ts';
import { addRestoreCommand } from './restore.ts';
import { addSchemaCommand } from './schema.ts';
import { addSealCommand } from './seal.ts';
import { addServeCommand } from './serve.ts';
import { addVerifyCommand } from './verify.ts';
import { addWorkdaysCommand } from './workdays.ts';

/** Every command of the CLI; each file adds one. */
export const commands: readonly ((program: Command, out: Output) => void)[] = [
  addVerifyCommand,
  addSealCommand,
  addOpenCommand,
  addBagCommand,
  addDiscCommand,
  addPrintCommand,
  addServeCommand,
  addCheckCommand,
  addPackCommand,
  addSchemaCommand,
  addWorkdaysCommand,
  addDemoCommand,
  addRestoreCommand,
  addImportCommand,
  addBackupCommand,
  addEraseCommand,
];
