import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { campaignsDir } from './desk-loop.ts';

/*
 * An engine in a process of its own that makes one recovery code after another until it is killed. Says over IPC each code
 * that a window would have shown. Arguments: data folder, workspace id, passphrase.
 */
const [dataDir = '', id = '', passphrase = ''] = process.argv.slice(2);
const client = openEngine({ dataDir, campaignsDir });
await client.call('workspace.unlock', { id, secret: { passphrase } });
process.send?.({ opened: true });
for (;;) {
  const { recoveryCode } = await client.call('workspace.issueRecoveryCode', { passphrase });
  process.send?.({ recoveryCode });
}
