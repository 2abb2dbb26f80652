import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleRole } from '../../../../shared/api/sample-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { temporaryFolder } from '../../files/temporary-folder.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { neverSeated, type OpenWorkspace, type Seat } from '../../kernel/seat.ts';
import { requireMeta } from '../../store/meta-store.ts';
import { openWorkspaceFile } from '../../store/workspace-file.ts';
import type { Desk } from '../ground/desk.ts';
import {
  closeSampleCopy,
  hasSamples,
  SAMPLE_COPY_PREFIX,
  SAMPLE_LIST,
  SAMPLE_PASSPHRASE,
  sampleList,
  sweepSampleCopies,
} from '../ground/sample-desk.ts';
import { closeCurrent, seatedInfo } from './workspace-methods.ts';

/** Copies a sample into a folder of its own and opens it there; its clock starts at the moment that it was made for. */
async function openSampleCopy(samplesDir: string, role: SampleRole): Promise<OpenWorkspace> {
  const list = sampleList.parse(JSON.parse(readFileSync(join(samplesDir, SAMPLE_LIST), 'utf8')));
  const found = list.find((one) => one.role === role);
  if (found === undefined) throw new JianbiaoError('samples-absent');
  const folder = mkdtempSync(join(temporaryFolder(), SAMPLE_COPY_PREFIX));
  try {
    // File by file: a packed program keeps them in its archive, where only reading is to be had.
    for (const name of readdirSync(join(samplesDir, found.folder)))
      writeFileSync(join(folder, name), readFileSync(join(samplesDir, found.folder, name)), { mode: 0o600 });
    const file = await openWorkspaceFile(folder, found.id, { passphrase: SAMPLE_PASSPHRASE });
    const moment = requireMeta(file.db, 'sampleMoment');
    const shift = Date.parse(moment) - Date.now();
    return { ...file, sample: { moment, folder, now: () => new Date(Date.now() + shift) } };
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true });
    throw thrown;
  }
}

/** A filled sample to look at. */
export function sampleMethods(desk: Desk, seat: Seat) {
  return handlersOf({
    async 'sample.open'({ role }) {
      const { samplesDir } = desk;
      if (samplesDir === undefined || !hasSamples(samplesDir)) throw new JianbiaoError('samples-absent');
      sweepSampleCopies(Date.now());
      const workspace = await openSampleCopy(samplesDir, role);
      try {
        await closeCurrent(desk, seat);
      } catch (thrown) {
        // A job that still runs keeps its workspace open; nobody will look at this copy.
        closeSampleCopy(neverSeated(workspace));
        throw thrown;
      }
      seat.take(workspace);
      return seatedInfo(seat);
    },
  });
}
