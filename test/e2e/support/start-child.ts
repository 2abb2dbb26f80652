import { endWithParent } from '../../../build/end-with-parent.ts';
import { startProgram } from '../../../build/start-program.ts';

/** `npm start` with another electron package, app folder and arguments: `node start-child.ts '{"electronPackage":…}'`. */
const [, , given = '{}'] = process.argv;
endWithParent();
await startProgram({ args: [], ...JSON.parse(given), say: (line: string) => console.log(line) });
process.exit();
