import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from 'esbuild';
import { z } from 'zod';
import { paths } from './kit/paths.ts';

/**
 * `npm run electronegativity`: runs Doyensec's checker over what runs in Electron and fails on every finding that
 * docs/electronegativity.md does not explain (issue 5: acceptance). The checker brings 400 packages and an old compiler,
 * so it is no dependency: this exact version is installed into a cache folder, without install scripts.
 */
const CHECKER = '@doyensec/electronegativity';
const VERSION = '1.10.3';
const cache = join(paths.root, 'node_modules', '.cache', 'jianbiao', `electronegativity-${VERSION}`);
const explanations = join(paths.root, 'docs', 'electronegativity.md');

/** Everything that Electron loads; the command line and the local shell never run inside it. */
const SOURCES = [
  'electron/main.ts',
  'electron/preload.ts',
  'electron/shell',
  'electron/engine',
  'renderer',
  'shared',
];

/** Needs the network (a list of Electron releases); the runtime's version is pinned in package.json. */
const SKIPPED = ['AvailableSecurityFixesGlobalCheck'];

function install(): void {
  if (existsSync(join(cache, 'node_modules', CHECKER))) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private":true}\n');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${CHECKER}@${VERSION}`], {
    cwd: cache,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The sources as plain JavaScript, file by file: the checker's parsers are older than the language they are written in. */
function plainSources(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const files = SOURCES.flatMap((source) => {
    const path = join(paths.root, source);
    if (source.endsWith('.ts')) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }).filter((path) => /\.(tsx?|html)$/.test(path) && !/\.test\.tsx?$/.test(path));
  for (const path of files) {
    const target = join(folder, relative(paths.root, path).replace(/\.tsx?$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    if (path.endsWith('.html')) cpSync(path, target);
    else {
      const { code } = transformSync(readFileSync(path, 'utf8'), {
        loader: path.endsWith('x') ? 'tsx' : 'ts',
        target: 'es2018',
        jsx: 'automatic',
      });
      writeFileSync(target, code);
    }
  }
  cpSync(join(paths.root, 'package.json'), join(folder, 'package.json'));
}

/** One line of the checker's report. */
interface Found {
  readonly check: string;
  readonly file: string;
  readonly where: string;
  readonly severity: string;
}

/** The checker's report, as far as it is used. Its CSV is two writes that race each other; this one is whole. */
const sarif = z.looseObject({
  runs: z.tuple([
    z.looseObject({
      results: z.array(
        z.looseObject({
          ruleId: z.string(),
          level: z.string(),
          locations: z.tuple([
            z.looseObject({
              physicalLocation: z.looseObject({
                artifactLocation: z.looseObject({ uri: z.string() }),
                region: z.looseObject({ startLine: z.int(), startColumn: z.int() }),
              }),
            }),
          ]),
        }),
      ),
    }),
  ]),
});

function run(sources: string): readonly Found[] {
  // The checker asks the network for translations and dies when there is none: it gets none, politely.
  const offline = join(cache, 'offline.cjs');
  writeFileSync(
    offline,
    "const Module=require('node:module');const load=Module._load;const none=()=>Promise.reject(new Error('offline'));none.head=none;none.default=none;none.__esModule=true;Module._load=function(name,...rest){return name==='got'?none:load.call(this,name,...rest)};\n",
  );
  const report = join(cache, 'report.sarif');
  rmSync(report, { force: true });
  const program = join(cache, 'node_modules', CHECKER, 'dist', 'index.js');
  const version = electronVersion();
  execFileSync(
    process.execPath,
    [
      '-r',
      offline,
      program,
      '-i',
      sources,
      '-o',
      report,
      '-e',
      version,
      '-x',
      SKIPPED.join(',').toLowerCase(),
      '-r',
      '-v',
      'false',
    ],
    { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const { runs } = sarif.parse(JSON.parse(readFileSync(report, 'utf8')));
  return runs[0].results.map(({ ruleId, level, locations }) => {
    const { artifactLocation, region } = locations[0].physicalLocation;
    return {
      check: ruleId,
      severity: level,
      // A finding about the program as a whole names no file.
      file: artifactLocation.uri === 'file:///' ? 'N/A' : artifactLocation.uri,
      where: `${region.startLine}:${region.startColumn}`,
    };
  });
}

function electronVersion(): string {
  const { devDependencies } = JSON.parse(readFileSync(join(paths.root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  return devDependencies.electron;
}

/** Whether a row of the table in the explanations names this check and this file. */
function explained(found: Found, rows: readonly string[]): boolean {
  const file = found.file.replace(/\.js$/, '');
  return rows.some((row) => row.includes(`\`${found.check}\``) && row.includes(`\`${file}`));
}

install();
// Not below node_modules, which the checker passes over.
const sources = join(paths.dist, 'electronegativity');
plainSources(sources);
const found = run(sources);
const rows = readFileSync(explanations, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'));
const open = found.filter((one) => !explained(one, rows));
for (const { check, severity, file, where } of open) console.error(`${severity} ${check}: ${file} ${where}`);
console.log(`${found.length} findings, ${open.length} not explained in docs/electronegativity.md`);
process.exitCode = open.length === 0 ? 0 : 1;
