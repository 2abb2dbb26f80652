/** Every command, by name: what tells a command line from a file to open without loading the commands themselves. */
export const COMMAND_NAMES = [
  'backup',
  'bag',
  'check',
  'demo',
  'disc',
  'erase',
  'import',
  'open',
  'pack',
  'print',
  'restore',
  'schema',
  'seal',
  'serve',
  'verify',
  'workdays',
] as const;

/** True when the words after the program's name are a command of the command line (`verify FILE`, `help`). */
export function isCommandLine(words: readonly string[]): boolean {
  const [first] = words;
  return (
    first !== undefined &&
    (first === 'help' || first === '--help' || COMMAND_NAMES.some((name) => name === first))
  );
}
