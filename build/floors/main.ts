import { paths } from '../kit/paths.ts';
import { houseFaults } from './house-faults.ts';

/** `npm run check:floors`: what breaks the order of the house, or nothing. */
const faults = houseFaults(paths.root);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `\n${faults.length} faults in the order of the house; docs/architecture.md says what lies where.`,
  );
  process.exitCode = 1;
}
