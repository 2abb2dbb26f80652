import type { EngineClient } from '../../../electron/cli/kit/engine-client.ts';
import { answerAsShown } from '../../../electron/cli/kit/seal-as-shown.ts';
import type { Content } from '../../../shared/words/content.ts';
import { emptyReview, reviewChanges } from '../../../shared/words/review-schema.ts';
import { DeskLoop } from '../../support/desk-loop.ts';
import { WORLD_PASSPHRASE } from './worlds.ts';

/** Names of the two workspaces on the start page. */
export const HOST = '云麓市机关事务服务中心';
export const RECEIVER = '示例省机关事务管理局';

/** The moment at which they are looked at. */
export const TWO_LEVELS_DAY = '2021-09-16T03:00:00Z';

/** Where the two workspaces lie; `close` removes them. */
export interface TwoLevels {
  readonly host: string;
  readonly receiver: string;
  close(): Promise<void>;
}

async function change(client: EngineClient, id: string, changes: Content): Promise<void> {
  const { revision } = await client.call('record.get', { id });
  await client.call('record.save', { id, baseRevision: revision, changes });
}

/**
 * A host unit and its recommending unit in the middle of their work: two revisions went up, the first was answered with
 * one nominee sent back. The second corrects that one, which the receiver has meanwhile taken off its list, changes a field
 * that the receiver changed too, and leaves the third nominee out.
 */
export async function makeTwoLevels(): Promise<TwoLevels> {
  const loop = new DeskLoop(WORLD_PASSPHRASE);
  const office = await loop.office();
  const receiver = await loop.unit(RECEIVER, 'recommender', office, null);
  const host = await loop.unit(HOST, 'host', office, 'province');
  await loop.introduce(host, receiver);
  const [collective = '', first = '', second = ''] = host.ids.values();
  const send = async (): Promise<string> => {
    const { fileName, digest } = await loop.seal(host.client, 'preliminary', true);
    await loop.take(receiver.client, fileName);
    return digest;
  };

  const packageId = await send();
  await receiver.client.call('inbox.takeOver', { packageId });
  await receiver.client.call('review.save', {
    packageId,
    revision: 1,
    changes: reviewChanges(emptyReview, {
      general: '材料总体齐全，请按栏目意见补充。',
      unitComments: [],
      decisions: [
        { nomineeId: collective, decision: 'accept', note: '', comments: [] },
        {
          nomineeId: first,
          decision: 'return',
          note: '请补充近三年的事迹。',
          comments: [{ fieldId: 'deeds', text: '开头一段写得空，请写具体做了什么。' }],
        },
        { nomineeId: second, decision: 'accept', note: '', comments: [] },
      ],
    }),
  });
  const answer = await answerAsShown(receiver.client, 'feedback', {
    packageId,
    target: loop.folder(receiver.client),
  });
  await loop.take(host.client, answer.fileName);

  await change(host.client, first, { nativePlace: '湖南株洲' });
  await change(host.client, collective, { 'unitNotice.scope': '内网' });
  await change(receiver.client, collective, { 'unitNotice.scope': '公告栏' });
  await receiver.client.call('records.remove', { id: first });
  await host.client.call('records.remove', { id: second });
  await send();
  await host.client.call('records.bringBack', { id: second });
  for (const { client } of [office, receiver, host]) await client.close();
  return { host: loop.dataDir(HOST), receiver: loop.dataDir(RECEIVER), close: () => loop.close() };
}
