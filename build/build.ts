import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild, stop } from 'esbuild';
import { readerFile } from '../electron/engine/paper/scan/qr-reader.ts';
import { BUILT_FILES_NAME } from '../shared/ground/built-files.ts';
import { makeDriverLoadable } from './driver/loadable-here.ts';
import { buildFonts } from './fonts.ts';
import { buildIcons } from './kit/icons.ts';
import { buildLicences } from './kit/licences.ts';
import { paths } from './kit/paths.ts';
import { requireWritable, writeProblem } from './kit/write-problem.ts';
import { listBuiltFiles } from './list-built-files.ts';
import { buildSamples } from './samples.ts';
import { type BuildStep, dueSteps, runStep } from './stamp.ts';

const TOOLS = ['build', 'vite.config.ts', 'package-lock.json'];

/** The window: one set of files that both shells serve. */
async function buildRenderer(): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: join(paths.root, 'vite.config.ts'), logLevel: 'warn', mode: 'production' });
}

/** Written last: a list of files is true only once they all stand. */
function listFiles(): void {
  const list = listBuiltFiles(paths.dist);
  writeFileSync(join(paths.dist, BUILT_FILES_NAME), `${JSON.stringify(list, null, 1)}\n`);
}

/**
 * Everything that runs on Node or in Electron's main process, bundled so that a release carries no node_modules but
 * the database driver. CommonJS parts of the bundle ask for `require`, which an ES module has to make itself.
 */
async function buildNode(): Promise<void> {
  rmSync(paths.distElectron, { recursive: true, force: true });
  const shared = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    legalComments: 'none',
  } as const;
  await Promise.all([
    esbuild({
      ...shared,
      entryPoints: {
        main: join(paths.root, 'electron/main.ts'),
        'engine-process': join(paths.root, 'electron/engine/host/engine-process.ts'),
        cli: join(paths.root, 'electron/cli/main.ts'),
      },
      outdir: paths.distElectron,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[hash]',
      external: ['electron', 'better-sqlite3'],
      alias: { unzipper: join(paths.root, 'build/left-out-reader.cjs') },
      banner: {
        js: "import { createRequire as createRequire$ } from 'node:module'; import { fileURLToPath as fileURLToPath$ } from 'node:url'; import { dirname as dirname$ } from 'node:path'; const require = createRequire$(import.meta.url); const __filename = fileURLToPath$(import.meta.url); const __dirname = dirname$(__filename);",
      },
    }),
    // A sandboxed preload script can be neither a module nor several files.
    esbuild({
      ...shared,
      entryPoints: [join(paths.root, 'electron/preload.ts')],
      outfile: join(paths.distElectron, 'preload.cjs'),
      format: 'cjs',
      external: ['electron'],
    }),
    // One file, for it is started by its text (read-guarded.ts).
    esbuild({
      ...shared,
      entryPoints: [join(paths.root, 'electron/engine/reading-room/reading-worker.ts')],
      outfile: join(paths.distElectron, 'reading-worker.cjs'),
      format: 'cjs',
    }),
  ]);
  // The reader of QR codes is WebAssembly, which it looks for beside the bundle (and nowhere else).
  copyFileSync(
    join(paths.root, 'node_modules/zxing-wasm/dist/reader', readerFile),
    join(paths.distElectron, readerFile),
  );
}

/** The local shell's own scripts: what stands in for Electron's preload, and the page that takes a one-time code. */
async function buildLocalClient(): Promise<void> {
  await esbuild({
    entryPoints: {
      bridge: join(paths.root, 'electron/local/client/bridge.ts'),
      enter: join(paths.root, 'electron/local/client/enter.ts'),
    },
    outdir: join(paths.dist, 'local'),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome108',
    logLevel: 'warning',
  });
}

/** What the build consists of. The samples come after the rest: their papers are set in the fonts. */
const parts: readonly BuildStep[] = [
  {
    name: 'fonts',
    sources: ['build/fonts.ts', 'electron/engine/paper', 'package-lock.json'],
    makes: ['fonts/manifest.json'],
    run: async () => {
      await buildFonts();
    },
  },
  {
    name: 'icons',
    sources: ['build/kit/icons.ts', 'build/kit/png.ts'],
    makes: ['icons'],
    run: async () => buildIcons(),
  },
  {
    name: 'licences',
    sources: ['build/kit/licences.ts', 'renderer/settings/licences.ts', 'package-lock.json'],
    makes: ['THIRD-PARTY-LICENSES.txt'],
    run: async () => buildLicences(),
  },
  {
    name: 'renderer',
    sources: ['renderer', 'shared', ...TOOLS],
    makes: ['renderer/index.html'],
    run: buildRenderer,
  },
  {
    name: 'node',
    sources: ['electron', 'shared', ...TOOLS],
    makes: ['main.js', 'preload.cjs', 'engine-process.js', 'cli.js', 'reading-worker.cjs'].map(
      (file) => `electron/${file}`,
    ),
    run: buildNode,
  },
  {
    name: 'local-client',
    sources: ['electron/local', 'shared', ...TOOLS],
    makes: ['local/bridge.js', 'local/enter.js'],
    run: buildLocalClient,
  },
];
/**
 * Made anew when its story or the form of a workspace changes; else it opens like any workspace of an earlier day, and
 * every other build is spared the ten seconds.
 */
const samples: BuildStep = {
  name: 'samples',
  sources: [
    'build/samples.ts',
    'electron/cli/demo',
    'electron/engine/store/migrations',
    'resources/campaigns',
  ],
  makes: ['samples/samples.json', 'samples/unit', 'samples/office'],
  run: buildSamples,
};

async function build(): Promise<void> {
  const started = Date.now();
  const due = dueSteps(parts);
  const dueSamples = dueSteps([samples]);
  const listed = existsSync(join(paths.dist, BUILT_FILES_NAME));
  if (due.length + dueSamples.length === 0 && listed) return;
  // Said before half a minute of silence; and nothing is half rebuilt in a folder of somebody else's.
  requireWritable(paths.dist);
  console.log(
    listed ? '程序有改动，正在重新构建……' : '正在构建程序，第一次约需半分钟，较慢的电脑要一两分钟……',
  );
  mkdirSync(paths.dist, { recursive: true });
  await Promise.all(due.map((step) => runStep(step)));
  await Promise.all(dueSamples.map((step) => runStep(step)));
  // Its helper process would else stay as long as the program.
  await stop();
  if (due.length > 0 || !listed) listFiles();
  console.log(`构建完成，用了 ${((Date.now() - started) / 1000).toFixed(1)} 秒。`);
}

try {
  await makeDriverLoadable((line) => console.log(line));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
}
try {
  await build();
} catch (thrown) {
  console.error(writeProblem(thrown, paths.dist) ?? thrown);
  process.exit(1);
}
