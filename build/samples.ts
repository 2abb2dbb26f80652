import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from '../electron/cli/demo/demo-loop.ts';
import {
  SAMPLE_LIST,
  SAMPLE_PASSPHRASE,
  type SampleList,
} from '../electron/engine/desk/ground/sample-desk.ts';
import { writeMeta } from '../electron/engine/store/meta-store.ts';
import { writeView } from '../electron/engine/store/small-stores.ts';
import { closeWorkspaceFile, openWorkspaceFile } from '../electron/engine/store/workspace-file.ts';
import { listHeaders } from '../electron/engine/store/workspace-header.ts';
import type { SampleRole } from '../shared/api/sample-methods.ts';
import { paths } from './kit/paths.ts';

/** The shipped campaign that the samples are of, and its units whose material they show. */
const CAMPAIGN = 'ggj-2021';
const UNITS = ['province', 'central-organ', 'corps'] as const;

/** An afternoon after the last answer of the demo: everything has been through both rounds. */
const MOMENT = '2021-11-10T06:00:00Z';

const dist = join(paths.dist, 'samples');

/** Moves a desk of the demo into the build, marked as a sample, so that no program ever takes it for a real one. */
async function keep(demo: string, folder: string, role: SampleRole): Promise<SampleList[number]> {
  const [header] = listHeaders(demo);
  if (header === undefined) throw new Error(`the demo left no workspace in ${demo}`);
  const file = await openWorkspaceFile(demo, header.id, { passphrase: SAMPLE_PASSPHRASE });
  try {
    writeMeta(file.db, 'sampleMoment', MOMENT);
    // Where it was left: in the last round, with everything that came in on the list.
    writeView(file.db, 'round', 'formal');
    writeView(file.db, 'inbox-view', 'all');
  } finally {
    closeWorkspaceFile(file);
  }
  const out = join(dist, folder);
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(demo).filter((one) => one.startsWith(header.id)))
    cpSync(join(demo, name), join(out, name));
  return { role, id: header.id, folder };
}

/**
 * Makes the filled samples that the start page offers: a recommending unit and an office that have been through both
 * rounds, by running the demo (one story, for the command line, the pictures and the sample).
 */
export async function buildSamples(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const out = mkdtempSync(join(tmpdir(), 'jianbiao-samples-'));
  try {
    const fontsDir = join(paths.dist, 'fonts');
    await runDemo({
      out,
      campaignsDir: join(paths.root, 'resources', 'campaigns'),
      fontsDir: existsSync(join(fontsDir, 'manifest.json')) ? fontsDir : undefined,
      campaign: CAMPAIGN,
      samples: UNITS,
      say: () => undefined,
    });
    const list: SampleList = [
      await keep(join(out, 'data', UNITS[0]), 'unit', 'recommender'),
      await keep(join(out, 'data', 'office'), 'office', 'office'),
    ];
    // Last: a list is true only once everything on it stands.
    writeFileSync(join(dist, SAMPLE_LIST), `${JSON.stringify(list, null, 1)}\n`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
