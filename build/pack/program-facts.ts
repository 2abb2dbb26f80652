import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { paths } from '../kit/paths.ts';

const packageFile = z.looseObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  license: z.string(),
  author: z.strictObject({ name: z.string(), email: z.string() }),
});

export interface ProgramFacts {
  readonly version: string;
  readonly publisher: string;
  /** `Name <address>`, as Debian wants it. */
  readonly maintainer: string;
  readonly copyright: string;
  /** When this state of the source was written: packages of the same source say the same. */
  readonly date: Date;
}

/** What every package says of the program, from package.json and the last commit. */
export function programFacts(): ProgramFacts {
  const { version, author } = packageFile.parse(
    JSON.parse(readFileSync(join(paths.root, 'package.json'), 'utf8')),
  );
  const date = sourceDate();
  return {
    version,
    publisher: author.name,
    maintainer: `${author.name} <${author.email}>`,
    copyright: `Copyright (C) ${date.getUTCFullYear()} ${author.name}`,
    date,
  };
}

/** The last commit's time, or SOURCE_DATE_EPOCH (reproducible-builds.org), or now in a folder without its history. */
function sourceDate(): Date {
  const named = process.env.SOURCE_DATE_EPOCH;
  if (named !== undefined && /^\d+$/.test(named)) return new Date(Number(named) * 1000);
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: paths.root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Date(Number(seconds) * 1000);
  } catch {
    return new Date();
  }
}
