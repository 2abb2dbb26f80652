import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../build/kit/paths.ts';
import { lockWorkspace } from './pages/start-page.ts';
import { closeDialogs, enter, type Screen, settle } from './screens/open-page.ts';
import { type ScreenWorld, screensOf } from './screens/screens.ts';
import { startScreens } from './screens/start-screens.ts';
import { HOST, makeTwoLevels, RECEIVER, TWO_LEVELS_DAY } from './screens/two-levels.ts';
import { LOOP_DAY, makeLoop, makeWorlds, WORLD_DAY, WORLD_PASSPHRASE, WORLDS } from './screens/worlds.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/**
 * `npm run screenshots`: a picture of every page in every state, at both screen sizes, into screenshots/ (issue 5:
 * acceptance). Arguments choose worlds by name; `--size 1366x768` one size; `--only part` screens by part of the name;
 * `--dark` and `--contrast` another look; `--zoom 1.25` Windows' usual scaling.
 */
const SIZES = ['1366x768', '1920x1080'] as const;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

const values = new Set(['size', 'only', 'zoom', 'out'].map(option));
const chosen = process.argv.slice(2).filter((part) => !part.startsWith('--') && !values.has(part));
const sizes = option('size') === undefined ? SIZES : [option('size') ?? SIZES[0]];
const only = option('only');
const zoom = Number(option('zoom') ?? '1');
const out = option('out') ?? join(paths.root, 'screenshots');
const look = {
  colorScheme: process.argv.includes('--dark') ? 'dark' : 'light',
  contrast: process.argv.includes('--contrast') ? 'more' : 'no-preference',
} as const;

const wantedWorld = (world: string): boolean => chosen.length === 0 || chosen.includes(world);
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-screens-'));

async function resize(app: LocalApp, size: string): Promise<void> {
  const [width = 1366, height = 768] = size.split('x').map(Number);
  // Scaling makes the window smaller for the page; the picture keeps the screen's pixels.
  await app.page.setViewportSize({ width: Math.floor(width / zoom), height: Math.floor(height / zoom) });
  await settle(app.page);
}

async function shoot(app: LocalApp, size: string, file: string): Promise<void> {
  const folder = join(out, size);
  mkdirSync(folder, { recursive: true });
  await app.page.screenshot({ path: join(folder, `${file}.png`), animations: 'disabled' });
}

/** A picture of one state at all sizes; brought about anew at each, since an open list keeps the side it opened to. */
async function picture(app: LocalApp, world: string, screen: Screen): Promise<void> {
  for (const size of sizes) {
    await resize(app, size);
    await screen.show(app.page);
    await settle(app.page);
    await shoot(app, size, `${world}-${screen.name}`);
    await closeDialogs(app.page);
  }
}

/** A window over `dataDir` on a day of the sample data. */
async function openOn(dataDir: string, moment: string): Promise<LocalApp> {
  const app = await openLocalApp({ dataDir, moment });
  await app.page.emulateMedia(look);
  return app;
}

async function world(dataDir: string, key: ScreenWorld, workspace: string, moment: string): Promise<void> {
  const app = await openOn(dataDir, moment);
  try {
    await enter(app.page, workspace, WORLD_PASSPHRASE);
    for (const screen of screensOf(key)) {
      if (only !== undefined && !screen.name.includes(only)) continue;
      await picture(app, key, screen);
    }
    await lockWorkspace(app.page);
    for (const problem of app.problems) console.log(`${key}: ${problem}`);
  } finally {
    await app.close();
  }
}

try {
  if (wantedWorld('start')) {
    const dataDir = join(scratch, 'start');
    const app = await openOn(dataDir, WORLD_DAY);
    try {
      for (const screen of startScreens) {
        // Each goes on from the one before: shown once, pictured at every size.
        await screen.show(app.page);
        if (only !== undefined && !screen.name.includes(only)) continue;
        for (const size of sizes) {
          await resize(app, size);
          await shoot(app, size, `start-${screen.name}`);
        }
      }
    } finally {
      await app.close();
    }
  }
  const keys = (['empty', 'half', 'full', 'errors', 'names'] as const).filter(wantedWorld);
  const dataDir = join(scratch, 'data');
  await makeWorlds(dataDir, keys);
  for (const key of keys) await world(dataDir, key, WORLDS[key], WORLD_DAY);
  if (wantedWorld('unit') || wantedWorld('office')) {
    const loop = await makeLoop(join(scratch, 'loop'));
    if (wantedWorld('unit')) await world(loop.unit, 'unit', '示例省机关事务管理局', LOOP_DAY);
    if (wantedWorld('office')) await world(loop.office, 'office', '评选表彰工作领导小组办公室', LOOP_DAY);
  }
  if (wantedWorld('host') || wantedWorld('receiver')) {
    const levels = await makeTwoLevels();
    try {
      if (wantedWorld('host')) await world(levels.host, 'host', HOST, TWO_LEVELS_DAY);
      if (wantedWorld('receiver')) await world(levels.receiver, 'receiver', RECEIVER, TWO_LEVELS_DAY);
    } finally {
      await levels.close();
    }
  }
  console.log(`pictures are in ${out}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
