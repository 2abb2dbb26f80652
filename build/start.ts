import { endWithParent } from './end-with-parent.ts';
import { startProgram } from './start-program.ts';

/**
 * `npm start`: builds what changed, then opens the program. A signal to npm ends it with all that it
 * started.
 */
endWithParent();
// A reader that has seen enough (`npm start | head -1`) goes away: no reason to end, nor to print a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await import('./build.ts');
await startProgram({ args: process.argv.slice(2), say: (line) => console.log(line) });
process.exit();
