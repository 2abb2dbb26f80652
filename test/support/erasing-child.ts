import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir, codeOf } from './desk-loop.ts';

/** Another program that tries to erase a workspace; says what came of it. Arguments: data folder, id, name, passphrase. */
const [dataDir = '', id = '', typedName = '', passphrase = ''] = process.argv.slice(2);
const client = openEngine({ dataDir, campaignsDir });
process.stdout.write(await codeOf(client.call('workspace.erase', { id, typedName, secret: { passphrase } })));
await client.close();
