import {
  createWithoutKeeping,
  type EngineClient,
  openEngine,
} from '../../../electron/cli/kit/engine-client.ts';
import { leastLogN } from '../../../electron/engine/store/key-wrap.ts';
import type { WorkspaceRole } from '../../../shared/api/workspace-methods.ts';
import type { Content } from '../../../shared/words/content.ts';
import { CAMPAIGNS } from './office.ts';

/** The passphrase of every prepared workspace. */
export const PREPARED_PASSPHRASE = '事先备好-口令-2021';

/**
 * Makes a workspace that a flow goes on from, before its window opens, and does `work` in it: what is not the flow's own
 * matter need not be clicked.
 */
export async function prepareWorkspace(
  dataDir: string,
  role: WorkspaceRole,
  name: string,
  work: (client: EngineClient) => Promise<void> = async () => undefined,
): Promise<void> {
  const client = openEngine({ dataDir, campaignsDir: CAMPAIGNS, passphraseLogN: leastLogN });
  try {
    await createWithoutKeeping(client, {
      role,
      name,
      campaignId: 'ggj-2021',
      passphrase: PREPARED_PASSPHRASE,
    });
    await work(client);
  } finally {
    await client.close();
  }
}

/** An individual whose record was saved once for each of `saves`; gives its id. */
export async function addIndividual(client: EngineClient, ...saves: readonly Content[]): Promise<string> {
  const { id } = await client.call('records.create', { kind: 'individual' });
  for (const changes of saves) {
    const { revision } = await client.call('record.get', { id });
    await client.call('record.save', { id, baseRevision: revision, changes });
  }
  return id;
}
