import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir } from './desk-loop.ts';

/*
 * An office in a process of its own that imports the files named until it is done or killed. Arguments: data folder,
 * workspace id, passphrase, files.
 */
const [dataDir = '', id = '', passphrase = '', ...files] = process.argv.slice(2);
const client = openEngine({ dataDir, campaignsDir });
await client.call('workspace.unlock', { id, secret: { passphrase } });
process.send?.('opened');
const outcomes = await client.call('inbox.import', {
  sources: files.map((file) => client.handle(file, 'read')),
  jobId: 'import',
});
process.send?.(outcomes.map((item) => item.outcome).join(','));
await client.close();
process.disconnect?.();
