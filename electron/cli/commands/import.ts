import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { Output } from '../output.ts';
import { openUserEngine, unlockNamed } from '../workspace-client.ts';

/** What systems leave on sticks and in folders; not packages, and not worth a quarantine. Reported all the same. */
const litter = /^(?:\..*|thumbs\.db|desktop\.ini|system volume information|\$recycle\.bin)$/i;
/** How many files one call of the engine takes. */
const batch = 2000;

/** The files named, and below folders every file with a package's ending. */
function collect(paths: readonly string[]): { files: string[]; ignored: string[] } {
  const files: string[] = [];
  const ignored: string[] = [];
  function walk(path: string, named: boolean): void {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (cause) {
      throw new JianbiaoError('file-missing', { file: basename(path) }, { cause });
    }
    if (!named && litter.test(basename(path))) ignored.push(basename(path));
    else if (isFolder) for (const name of readdirSync(path).sort()) walk(join(path, name), false);
    else if (named || /\.zip(?:\.age)?$/i.test(path)) files.push(path);
    else ignored.push(basename(path));
  }
  for (const path of paths) walk(resolve(path), true);
  return { files, ignored };
}

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
      const { files, ignored } = collect(paths);
      const client = openUserEngine(options.dataDir);
      try {
        await unlockNamed(client, options.workspace);
        const outcomes: ImportOutcome[] = [];
        for (let at = 0; at < files.length; at += batch) {
          const sources = files.slice(at, at + batch).map((file) => client.handle(file, 'read'));
          outcomes.push(...(await client.call('inbox.import', { sources, jobId: 'cli-import' })));
        }
        for (const { fileName, outcome, problems } of outcomes) {
          out.line(`${fileName}：${outcome}`);
          for (const problem of problems) out.line(`  ${problem.message}`);
        }
        const good = outcomes.every((item) => item.outcome !== 'quarantined');
        out.finish({ ok: good, outcomes, ignored }, good);
      } finally {
        await client.close();
      }
    });
}
