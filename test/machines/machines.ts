/** A machine that somebody may run the tests on, as far as tests were ever seen to lean on it. */
export interface Machine {
  readonly fonts: 'noto-cjk' | 'none';
  readonly zone: 'America/Los_Angeles' | 'Asia/Shanghai';
  readonly language: 'C' | 'zh_CN.UTF-8';
  readonly user: 'root' | 'ordinary';
  readonly screen: boolean;
  readonly busy: boolean;
}

const on = (
  fonts: Machine['fonts'],
  zone: Machine['zone'],
  language: Machine['language'],
  user: Machine['user'],
  screen: boolean,
  busy: boolean,
): Machine => ({ fonts, zone, language, user, screen, busy });

/**
 * The first two differ in everything, so that every value is seen once; with the other four every two values of different
 * columns meet (pairwise; machines.test.ts), for which six is the least.
 */
export const machines: readonly Machine[] = [
  on('noto-cjk', 'America/Los_Angeles', 'C', 'root', false, false),
  on('none', 'Asia/Shanghai', 'zh_CN.UTF-8', 'ordinary', true, true),
  on('none', 'Asia/Shanghai', 'zh_CN.UTF-8', 'root', false, false),
  on('none', 'America/Los_Angeles', 'C', 'ordinary', true, false),
  on('noto-cjk', 'Asia/Shanghai', 'C', 'ordinary', false, true),
  on('noto-cjk', 'America/Los_Angeles', 'zh_CN.UTF-8', 'root', true, true),
];

/** Those of the first two, or all. */
export function machinesFor(pairs: boolean): readonly Machine[] {
  return pairs ? machines : machines.slice(0, 2);
}

export type Outcome =
  | {
      readonly machine: Machine;
      readonly passed: number;
      readonly failures: readonly string[];
      readonly notRun: number;
      readonly seconds: number;
    }
  /** Could not be had here, and why. */
  | { readonly machine: Machine; readonly why: string };

/** The table of a run, then what failed on which machine. */
export function tableText(outcomes: readonly Outcome[]): string {
  const head = [
    'fonts',
    'zone',
    'language',
    'user',
    'screen',
    'busy',
    'passed',
    'failed',
    'not run',
    'seconds',
  ];
  const rows = outcomes.map((outcome) => {
    const { fonts, zone, language, user, screen, busy } = outcome.machine;
    const about = [fonts, zone, language, user, screen ? 'yes' : 'no', busy ? 'yes' : 'no'];
    return 'why' in outcome
      ? [...about, `not verified: ${outcome.why}`]
      : [
          ...about,
          String(outcome.passed),
          String(outcome.failures.length),
          String(outcome.notRun),
          String(outcome.seconds),
        ];
  });
  const width = (column: number): number =>
    Math.max(
      ...[head, ...rows]
        .filter((row) => row.length === head.length || column < 6)
        .map((row) => row[column]?.length ?? 0),
    );
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
  const failures = outcomes.flatMap((outcome) =>
    'why' in outcome
      ? []
      : outcome.failures.map((failure) => `${Object.values(outcome.machine).join(' ')}: ${failure}`),
  );
  return ['', ...lines, ...(failures.length === 0 ? [] : ['', 'failed:', ...failures]), ''].join('\n');
}
