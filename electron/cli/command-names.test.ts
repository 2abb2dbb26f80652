import { Command } from 'commander';
import { expect, test } from 'vitest';
import { COMMAND_NAMES, isCommandLine } from './command-names.ts';
import { commands } from './commands/index.ts';
import { processOutput } from './kit/output.ts';

test('every command is known by name, and nothing else', () => {
  const program = new Command();
  for (const add of commands) add(program, processOutput(false));
  expect(program.commands.map((command) => command.name()).sort()).toEqual([...COMMAND_NAMES]);
});

test('a command is told from a file, a switch and nothing', () => {
  expect(isCommandLine(['verify', 'a.zip'])).toBe(true);
  expect(isCommandLine(['help'])).toBe(true);
  for (const words of [[], ['/home/x/verify.zip'], ['--software-rendering'], ['a.zip', 'verify'], ['']])
    expect(isCommandLine(words)).toBe(false);
});
