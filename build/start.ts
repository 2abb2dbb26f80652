import { startProgram } from './start-program.ts';

/**
 * `npm start`: builds what changed, then opens the program. One process from npm to the window, so that a signal to npm
 * reaches it: a shell between two commands keeps signals to itself.
 */
await import('./build.ts');
await startProgram({ args: process.argv.slice(2), say: (line) => console.log(line) });
process.exit();
