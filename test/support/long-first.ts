import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Folders by how long their files take, the longest first. */
const LONG = ['test/e2e/axe/', 'test/e2e/', 'test/conformance/', 'electron/'];

function rank(path: string): number {
  const at = LONG.findIndex((folder) => path.includes(`/${folder}`));
  return at < 0 ? LONG.length : at;
}

/**
 * Begins with the files that drive windows and strangers' tools. Vitest knows how long a file took only where it has run
 * before; on a clean clone it goes by size, and a short file of long tests would be left for the end, alone on one processor.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => rank(one.moduleId) - rank(other.moduleId));
  }
}
