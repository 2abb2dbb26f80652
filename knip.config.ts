import type { KnipConfig } from 'knip';

/** Files that only tests run, kept on purpose: each with the reason why, and what will use it. */
const onlyTestsYet = [
  // Merges attachments and scans into books, and will fill official PDF forms: the paper desk's next work.
  'electron/engine/paper/pdf-merge.ts',
  // Checks one nominee while it is being typed, instead of the whole submission after each pause.
  'shared/rules/check-subject.ts',
];

/**
 * Nothing lies about that nobody uses: files, exports, dependencies. `npm run check` asks twice.
 * - As it stands, tests included: an export that no other file imports is no export.
 * - `--production`: what remains when the tests are taken away. What only tests call exists only in a test. An export that
 *   its own file uses is product code which a test looks at closely, and stays.
 */
export default function knip({ production = false }: { readonly production?: boolean }): KnipConfig {
  return {
    entry: [
      'electron/{main,preload,cli/main}.ts!',
      'electron/engine/host/engine-process.ts!',
      'electron/engine/reading-room/reading-worker.ts!',
      'electron/local/client/{bridge,enter}.ts!',
      'renderer/photo-desk/face/face-worker.ts!',
      'build/{build,start,fonts,electronegativity,rules-doc,floors/main}.ts!',
      'build/{pack,driver}/main.ts!',
      ...onlyTestsYet.map((file) => `${file}!`),
      // Started by other programs, by their path.
      'test/**/*-child.ts',
      'test/bench/{*-bench,seal-job}.ts',
      'test/fuzz/fuzz-worker.ts',
      'test/conformance/hide-algorithms.ts',
      'test/e2e/support/{logging-resolver,shell-in-browser}.ts',
      'test/e2e/electron/vitest.config.ts',
      // Started by hand.
      'test/e2e/look.ts',
      'test/fixtures/written-by/write.ts',
    ],
    project: ['{electron,renderer,shared,build}/**/*.{ts,tsx}!', '!**/*.test.{ts,tsx}!', 'test/**/*.ts'],
    ignoreExportsUsedInFile: production,
    ignoreDependencies: [
      // Their files are read by path, never imported: electron/engine/paper/font-table.ts, test/e2e/support/axe.ts.
      '@expo-google-fonts/noto-sans-sc',
      '@expo-google-fonts/noto-serif-sc',
      '@fontsource/lxgw-wenkai',
      'axe-core',
      // Types for the name under which package.json takes better-sqlite3-multiple-ciphers.
      '@types/better-sqlite3',
      // What pdfmake writes with: a test breaks it from inside.
      'pdfkit',
    ],
    // Tools of the machine: whoever calls one asks first whether it is there.
    exclude: ['binaries'],
  };
}
