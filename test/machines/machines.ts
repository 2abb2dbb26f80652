/** A machine that somebody may run the tests on, as far as tests were ever seen to lean on it. */
export interface Machine {
  readonly fonts: 'noto-cjk' | 'none';
  readonly zone: 'America/Los_Angeles' | 'Asia/Shanghai';
  readonly language: 'C' | 'zh_CN.UTF-8';
  readonly user: 'root' | 'ordinary';
  readonly screen: boolean;
  readonly busy: boolean;
}

/** Every two values of different columns meet on at least one of these (pairwise; machines.test.ts). */
export const machines: readonly Machine[] = [
  { fonts: 'noto-cjk', zone: 'America/Los_Angeles', language: 'C', user: 'root', screen: false, busy: false },
  {
    fonts: 'none',
    zone: 'Asia/Shanghai',
    language: 'zh_CN.UTF-8',
    user: 'ordinary',
    screen: true,
    busy: false,
  },
  {
    fonts: 'noto-cjk',
    zone: 'Asia/Shanghai',
    language: 'zh_CN.UTF-8',
    user: 'root',
    screen: true,
    busy: true,
  },
  { fonts: 'none', zone: 'America/Los_Angeles', language: 'C', user: 'ordinary', screen: false, busy: true },
  { fonts: 'none', zone: 'Asia/Shanghai', language: 'C', user: 'root', screen: false, busy: true },
  {
    fonts: 'noto-cjk',
    zone: 'America/Los_Angeles',
    language: 'zh_CN.UTF-8',
    user: 'ordinary',
    screen: false,
    busy: true,
  },
  { fonts: 'noto-cjk', zone: 'Asia/Shanghai', language: 'C', user: 'ordinary', screen: true, busy: false },
  {
    fonts: 'none',
    zone: 'America/Los_Angeles',
    language: 'zh_CN.UTF-8',
    user: 'root',
    screen: true,
    busy: false,
  },
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
