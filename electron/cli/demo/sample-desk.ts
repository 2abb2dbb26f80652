import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { lacksExplanation } from '../../../shared/rules/seal-readiness.ts';
import type { Content } from '../../../shared/words/content.ts';
import type { NomineeKind } from '../../../shared/words/field-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import type { SampleSubmission } from '../../engine/pack/load-sample.ts';
import type { EngineClient } from '../kit/engine-client.ts';

/** Ids of the sample's nominees and the ids the workspace gave them. */
export type IdMap = ReadonlyMap<string, string>;

async function saveAll(client: EngineClient, id: string, content: Content): Promise<void> {
  const { revision, content: standing } = await client.call('record.get', { id });
  const emptied = Object.keys(standing)
    .filter((field) => content[field] === undefined)
    .map((field) => [field, null] as const);
  await client.call('record.save', {
    id,
    baseRevision: revision,
    changes: { ...content, ...Object.fromEntries(emptied) },
  });
}

async function addFiles(client: EngineClient, sample: SampleSubmission): Promise<void> {
  for (const [sha256, bytes] of sample.files) {
    const ref = await client.call('attachments.add', {
      name: sha256,
      bytes: new Uint8Array(bytes),
    });
    if (ref.sha256 !== sha256) throw new JianbiaoError('demo-check-failed', { problem: 'attachments.add' });
  }
}

async function explainWarnings(client: EngineClient, submission: Submission, ids: IdMap): Promise<void> {
  const given = new Map(
    Object.entries(submission.explanations).map(([key, text]) => [
      key
        .split('|')
        .map((part) => ids.get(part) ?? part)
        .join('|'),
      text,
    ]),
  );
  for (const finding of await client.call('findings.list', { round: submission.round })) {
    if (!lacksExplanation(finding)) continue;
    await client.call('findings.explain', {
      key: finding.key,
      text: given.get(finding.key) ?? '经核实，情况属实，有关证明材料存推荐单位备查。',
    });
  }
}

/**
 * Fills a recommending unit's workspace from a sample, field by field through the API as a window would. With `known`, the
 * nominees are those already there (the formal round goes on from the preliminary one).
 */
export async function fillFromSample(
  client: EngineClient,
  sample: SampleSubmission,
  known?: IdMap,
): Promise<IdMap> {
  const { submission } = sample;
  await addFiles(client, sample);
  await saveAll(client, 'unit', submission.unit.content);
  for (const [id, value] of Object.entries(submission.settings))
    await client.call('campaign.setSetting', { id, value });
  const ids = new Map(known);
  const kinds: readonly NomineeKind[] = ['collective', 'individual'];
  for (const kind of kinds) {
    const nominees = submission.nominees.filter((nominee) => nominee.kind === kind);
    for (const nominee of nominees.sort((left, right) => left.order - right.order)) {
      const id = ids.get(nominee.id) ?? (await client.call('records.create', { kind })).id;
      ids.set(nominee.id, id);
      await saveAll(client, id, nominee.content);
    }
  }
  await explainWarnings(client, submission, ids);
  return ids;
}
