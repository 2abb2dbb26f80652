import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir, codeOf } from './desk-loop.ts';

/** Another program that tries to open a workspace; says what came of it. Arguments: data folder, id, passphrase. */
const [dataDir = '', id = '', passphrase = ''] = process.argv.slice(2);
const client = openEngine({ dataDir, campaignsDir });
process.stdout.write(await codeOf(client.call('workspace.unlock', { id, secret: { passphrase } })));
await client.close();
