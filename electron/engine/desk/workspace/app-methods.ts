import about from '../../../../package.json' with { type: 'json' };
import { handlersOf } from '../../kernel/run-method.ts';
import { listDrives } from '../../media/index.ts';
import { listCampaigns } from '../../pack/campaign-library.ts';
import { sqliteVersion } from '../../store/sqlite-version.ts';
import type { Desk } from '../ground/desk.ts';
import { hasSamples } from '../ground/sample-desk.ts';

/** What the program is, and the small services beside the workspace. */
export function appMethods(desk: Desk) {
  return handlersOf({
    async 'app.info'() {
      const { campaigns, problems } = await listCampaigns(desk);
      const electron = process.versions.electron;
      const runtime = electron === undefined ? `Node ${process.versions.node}` : `Electron ${electron}`;
      return {
        version: about.version,
        shell: desk.shell,
        runtime,
        sqlite: sqliteVersion(),
        campaigns: campaigns.map(({ id, origin, pack }) => ({
          id,
          title: pack.campaign.title,
          version: pack.campaign.version,
          origin,
        })),
        problems: problems.map(({ id, error }) => ({ id, message: error.message })),
        samples: hasSamples(desk.samplesDir),
      };
    },
    async 'media.list'() {
      return (await listDrives()).map((drive) => ({
        folder: desk.handles.register(drive.folder, 'folder'),
        name: drive.name,
        fileSystem: drive.fileSystem,
        freeBytes: drive.freeBytes,
        totalBytes: drive.totalBytes,
        removable: drive.removable,
        writable: drive.writable,
      }));
    },
    async 'job.cancel'({ jobId }) {
      desk.jobs.cancel(jobId);
      return {};
    },
  });
}
