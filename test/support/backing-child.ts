import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir } from './desk-loop.ts';

/*
 * An engine in a process of its own that types and backs up by turns until it is killed. Says over IPC what was
 * acknowledged. Arguments: data folder, workspace id, passphrase.
 */
const [dataDir = '', id = '', passphrase = ''] = process.argv.slice(2);
let clock = Date.now();
const client = openEngine({
  dataDir,
  campaignsDir,
  // Every backup gets a name of its own.
  now() {
    clock += 1000;
    return new Date(clock);
  },
  automaticBackup: true,
});
await client.call('workspace.unlock', { id, secret: { passphrase } });
let { revision } = await client.call('record.get', { id: 'unit' });
process.send?.({ revision, backups: 0 });
for (let backups = 1; ; backups += 1) {
  const backup = client.call('backup.run', {});
  ({ revision } = await client.call('record.save', {
    id: 'unit',
    baseRevision: revision,
    changes: { contactName: `人${revision}` },
  }));
  process.send?.({ revision, backups: backups - 1 });
  await backup;
  process.send?.({ revision, backups });
}
