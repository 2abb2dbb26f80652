import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import type { EngineClient } from '../kit/engine-client.ts';
import type { Output } from '../kit/output.ts';
import { openUserEngine, unlockNamed } from '../kit/workspace-client.ts';

/** What systems leave on sticks and in folders; not packages, and not worth a quarantine. Reported all the same. */
const litter = /^(?:\..*|thumbs\.db|desktop\.ini|system volume information|\$recycle\.bin)$/i;
/** How many files one call of the engine takes. */
const batch = 2000;
const jobId = 'cli-import';

/** What was found under the paths that were named. */
interface Collected {
  readonly files: string[];
  readonly ignored: string[];
  /** Named or found, and not to be read: told with the reason, and passed over. */
  readonly unreadable: ImportOutcome[];
}

function unreadable(
  path: string,
  code: 'file-missing' | 'cli-folder-unreadable',
  cause: unknown,
): ImportOutcome {
  const name = basename(path);
  const error = new JianbiaoError(code, { file: name, name }, { cause });
  return {
    fileName: name,
    outcome: 'unreadable',
    packageId: null,
    kind: null,
    unit: null,
    sha256: null,
    problems: [toErrorRecord(error)],
  };
}

/** The files named, and below folders every file with a package's ending. A bad place stops no other. */
function collect(paths: readonly string[]): Collected {
  const found: Collected = { files: [], ignored: [], unreadable: [] };
  function walkFolder(path: string): void {
    let names: string[];
    try {
      names = readdirSync(path).sort();
    } catch (cause) {
      found.unreadable.push(unreadable(path, 'cli-folder-unreadable', cause));
      return;
    }
    for (const name of names) walk(join(path, name), false);
  }
  function walk(path: string, named: boolean): void {
    let isFolder: boolean;
    try {
      // Below a folder links are not followed: one may lead back to it, or anywhere.
      isFolder = (named ? statSync(path) : lstatSync(path)).isDirectory();
    } catch (cause) {
      found.unreadable.push(unreadable(path, 'file-missing', cause));
      return;
    }
    if (!named && litter.test(basename(path))) found.ignored.push(basename(path));
    else if (isFolder) walkFolder(path);
    else if (named || /\.zip(?:\.age)?$/i.test(path)) found.files.push(path);
    else found.ignored.push(basename(path));
  }
  for (const path of paths) walk(resolve(path), true);
  return found;
}

/** Imports in calls of `batch`; one that ended early ends the whole, and what was not begun is told. */
async function importAll(client: EngineClient, files: readonly string[]): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  let ended = false;
  const stop = (): void => {
    ended = true;
    client.call('job.cancel', { jobId }).catch(() => undefined);
  };
  process.once('SIGINT', stop);
  try {
    for (let at = 0; at < files.length; at += batch) {
      const part = files.slice(at, at + batch);
      if (ended) {
        outcomes.push(...part.map(untouched));
        continue;
      }
      const sources = part.map((file) => client.handle(file, 'read'));
      outcomes.push(...(await client.call('inbox.import', { sources, jobId })));
      ended = ended || outcomes.some((item) => item.outcome === 'untouched');
    }
    return outcomes;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

function untouched(file: string): ImportOutcome {
  return {
    fileName: basename(file),
    outcome: 'untouched',
    packageId: null,
    kind: null,
    unit: null,
    sha256: null,
    problems: [],
  };
}

const good: ReadonlySet<ImportOutcome['outcome']> = new Set(['imported', 'superseded', 'duplicate']);

/** `import --workspace W FILE…`: office or recommender import of files and folders (design: command line). */
export function addImportCommand(program: Command, out: Output): void {
  program
    .command('import')
    .argument('<file...>')
    .requiredOption('--workspace <name>', '工作区的名称或编号')
    .option('--data-dir <dir>', '数据文件夹；默认是本用户的')
    .description(
      '把封包导入工作区：逐个核验，坏的隔离，好的照常导入（口令取自 JIANBIAO_PASSPHRASE 或终端输入）',
    )
    .action(async (paths: string[], options: { workspace: string; dataDir?: string }) => {
      const { files, ignored, unreadable: bad } = collect(paths);
      const client = openUserEngine(options.dataDir);
      try {
        await unlockNamed(client, options.workspace);
        const outcomes = [...bad, ...(await importAll(client, files))];
        for (const { fileName, outcome, unit, problems } of outcomes) {
          out.line(`${fileName}：${outcome}${unit === null ? '' : `（${unit}）`}`);
          for (const problem of problems) out.line(`  ${problem.message}`);
        }
        const left = outcomes.filter((item) => item.outcome === 'untouched').length;
        if (left > 0) {
          const done = outcomes.filter((item) => good.has(item.outcome)).length;
          out.line(`已导入 ${done} 份，其余 ${left} 份没有动。`);
        }
        const ok = outcomes.every((item) => good.has(item.outcome));
        out.finish({ ok, outcomes, ignored }, ok);
      } finally {
        await client.close();
      }
    });
}
