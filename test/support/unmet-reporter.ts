import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { type UnmetNeed, unmetNeed } from './unmet.ts';

/** How many tests of each file did not run. */
export type SkippedTests = ReadonlyMap<string, number>;

/**
 * The closing lines of a run: what this machine could not run, why, and what would bring it. Nothing where all ran.
 * Files that skip without a stated need are named too: silence is what this is against.
 */
export function unmetText(skipped: SkippedTests, needs: readonly UnmetNeed[]): string {
  if (skipped.size === 0) return '';
  const total = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...skipped].map(([file, count]) => {
    const missing = new Set(needs.filter((need) => need.file === file).map(({ what }) => what));
    return `  ${file}: ${count}, ${missing.size === 0 ? 'left out by its own choice' : `for want of ${[...missing].join(', ')}`}`;
  });
  const packages = new Set(needs.flatMap((need) => need.debianPackage?.split(' ') ?? []));
  return [
    '',
    `Not run on this machine: ${total} tests`,
    ...lines.toSorted(),
    ...(packages.size === 0 ? [] : [`Debian has it: apt-get install ${[...packages].toSorted().join(' ')}`]),
    '',
  ].join('\n');
}

/** Prints `unmetText` when all is over. `list` is where the tests' processes write what they miss (unmet.ts). */
export class UnmetReporter implements Reporter {
  readonly #list: string;
  #byName = false;

  constructor(list: string) {
    this.#list = list;
  }

  onInit(vitest: Vitest): void {
    this.#byName = vitest.config.testNamePattern !== undefined;
    mkdirSync(dirname(this.#list), { recursive: true });
    rmSync(this.#list, { force: true });
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = new Map<string, number>();
    for (const module of modules) {
      const tests = [...module.children.allTests('skipped')];
      if (tests.length > 0) skipped.set(relative(process.cwd(), module.moduleId), tests.length);
    }
    const needs = existsSync(this.#list)
      ? readFileSync(this.#list, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => unmetNeed.parse(JSON.parse(line)))
      : [];
    rmSync(this.#list, { force: true });
    // Who asks for tests by name wants no others.
    const text = this.#byName ? '' : unmetText(skipped, needs);
    if (text !== '') console.log(text);
  }
}
