import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { requireGiven, requireTool } from '../conformance/require-tool.ts';
import { inPrivateNetwork } from './support/private-network.ts';
import { virtualScreen } from './support/virtual-screen.ts';

/**
 * The machine's own browser, started as `npm start` starts it, in a network of its own with a resolver that writes down
 * what it is asked. (The npm-shipped Chromium is a headless one without what talks.) A network of its own needs root, and
 * a browser of root's starts only without its sandbox.
 */

const seen = z.object({
  opened: z.boolean(),
  entered: z.boolean(),
  windows: z.number(),
  said: z.array(z.string()),
  commands: z.array(z.string()),
  roomsSeen: z.number(),
  usable: z.array(z.string()),
  modes: z.array(z.string()),
  pages: z.array(z.string()),
  left: z.array(z.string()),
  runFolderLeft: z.boolean(),
});

/** An update, a sign-in and a list of extensions were asked for 3 seconds after the start, before this was mended. */
const WATCHED_SECONDS = 20;

const chromium = requireTool('chromium');
const root = requireGiven('root, for a network of its own', process.getuid?.() === 0 ? 'root' : null);
const tools = [chromium, root, requireTool('Xvfb'), requireTool('unshare'), requireTool('ip')];

describe.skipIf(tools.includes(null))('the local shell in the machine’s browser', () => {
  let names: readonly string[] = [];
  let run: z.output<typeof seen>;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jianbiao-silent-'));
    const screen = await virtualScreen();
    try {
      const browser = join(folder, 'chromium');
      writeFileSync(browser, `#!/bin/sh\nexec "${chromium}" --no-sandbox "$@"\n`);
      chmodSync(browser, 0o755);
      const child = join(import.meta.dirname, 'support', 'shell-in-browser.ts');
      const given = await inPrivateNetwork(
        [process.execPath, child, join(folder, 'run'), String(WATCHED_SECONDS)],
        { ...process.env, DISPLAY: screen.display, HOME: folder, PATH: `${folder}:${process.env.PATH}` },
      );
      names = given.names;
      run = seen.parse(JSON.parse(given.out.trim().split('\n').at(-1) ?? ''));
    } finally {
      screen.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the window came in by the one-time page', () => {
    expect(run).toMatchObject({ opened: true, entered: true, windows: 1 });
    expect(run.said.join('\n')).not.toContain('code=');
  });

  test('no name is asked of any resolver', () => {
    // The first is our own question, which proves that the resolver is the one that programs ask.
    expect(names).toEqual(['proof.example']);
  });

  test('no command line holds a code, a room or a cookie', () => {
    expect(run.commands.length).toBeGreaterThan(2);
    expect(run.commands.filter((command) => /code=|\/w\/|jianbiao=/.test(command))).toEqual([]);
  });

  test('what the profile keeps opens nothing, and the one-time page is gone', () => {
    expect(run.roomsSeen).toBeGreaterThan(0);
    expect(run).toMatchObject({ usable: [], pages: [], modes: ['700', '700'] });
  });

  test('SIGHUP ends the browser and the engine, and the private folder goes', () => {
    expect(run).toMatchObject({ left: [], runFolderLeft: false });
  });
});
