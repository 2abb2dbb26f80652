import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir } from './desk-loop.ts';

/*
 * An engine in a process of its own that types until it is killed. Says over IPC what was acknowledged: exactly what a
 * window would have shown as saved. Arguments: data folder, workspace id, passphrase.
 */
const [dataDir = '', id = '', passphrase = ''] = process.argv.slice(2);
const client = openEngine({ dataDir, campaignsDir });
await client.call('workspace.unlock', { id, secret: { passphrase } });
const { content, revision: start } = await client.call('record.get', { id: 'unit' });
process.send?.({ opened: true, start });
let revision = start;
let text = typeof content.contactName === 'string' ? content.contactName : '';
for (let count = 0; ; count += 1) {
  text = `${text.slice(-2000)}字${count}`;
  ({ revision } = await client.call('record.save', {
    id: 'unit',
    baseRevision: revision,
    changes: { contactName: text },
  }));
  process.send?.({ revision, text });
}
