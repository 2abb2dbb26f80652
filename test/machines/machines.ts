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

/** Every two values of different columns meet on at least one of these (pairwise; machines.test.ts): six is the least for six columns. */
export const machines: readonly Machine[] = [
  on('noto-cjk', 'America/Los_Angeles', 'C', 'root', false, false),
  on('none', 'Asia/Shanghai', 'zh_CN.UTF-8', 'ordinary', true, false),
  on('none', 'Asia/Shanghai', 'zh_CN.UTF-8', 'root', false, true),
  on('none', 'America/Los_Angeles', 'C', 'ordinary', true, true),
  on('noto-cjk', 'Asia/Shanghai', 'C', 'ordinary', false, true),
  on('noto-cjk', 'America/Los_Angeles', 'zh_CN.UTF-8', 'root', true, false),
];

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
