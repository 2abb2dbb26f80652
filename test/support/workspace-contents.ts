import { createHash } from 'node:crypto';
import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import type { Content } from '../../shared/words/content.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function attachmentsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(attachmentsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'sha256' in value && typeof value.sha256 === 'string' ? [value.sha256] : [];
  return [...own, ...Object.values(value).flatMap(attachmentsOf)];
}

async function record(client: EngineClient, id: string) {
  const { kind, revision, content } = await client.call('record.get', { id });
  const history = await client.call('record.history', { id });
  const files: Record<string, string> = {};
  for (const name of attachmentsOf(content))
    files[name] = sha256((await client.call('attachments.read', { sha256: name })).bytes);
  return { id, kind, revision, content: content satisfies Content, revisions: history.length, files };
}

/** What a unit's own records hold: every nominee, those taken off the list, and the unit. */
async function drafts(client: EngineClient) {
  const nominees = await client.call('records.list', {});
  const records = [];
  for (const id of ['unit', ...nominees.map((nominee) => nominee.id)]) records.push(await record(client, id));
  return {
    records,
    removed: (await client.call('records.removed', {})).map(({ id }) => id),
    settings: await client.call('campaign.settings', {}),
    sealed: await client.call('seal.history', {}),
    // What earlier versions called printed were the papers they had saved as files.
    printed: (await client.call('paper.status', { round: 'preliminary' }))
      .filter((paper) => paper.exportedCode !== null)
      .map(({ formId, subjectId, exportedCode, scannedCode }) => ({
        formId,
        subjectId,
        printedCode: exportedCode,
        scannedCode,
      })),
    feedbacks: (await client.call('feedback.list', {})).map(({ packageId, feedback }) => ({
      packageId,
      feedback,
    })),
  };
}

/** What came in from others: packages with their files and the review of each, quarantine, signers. */
async function received(client: EngineClient) {
  const packages = [];
  for (const { packageId, kind, unit, revision, state, signer } of await client.call('inbox.list', {})) {
    const { submission, files } = await client.call('inbox.get', { packageId });
    const digests: Record<string, string> = {};
    for (const { path } of files)
      digests[path] = sha256((await client.call('inbox.file', { packageId, path })).bytes);
    const { general, decisions } = await client.call('review.get', { packageId });
    packages.push({
      packageId,
      kind,
      unit,
      revision,
      state,
      signer: signer.fingerprint,
      submission: sha256(Buffer.from(JSON.stringify(submission), 'utf8')),
      nominees: submission.nominees.map(({ id, content }) => ({ id, content })),
      digests,
      general,
      decisions: decisions.map(({ nomineeId, decision, note, comments }) => ({
        nomineeId,
        decision,
        note,
        comments,
      })),
    });
  }
  return {
    packages,
    quarantine: (await client.call('inbox.quarantine', {})).map(({ fileName, bytes, problems }) => ({
      fileName,
      bytes,
      problems: problems.map(({ code }) => code),
    })),
    signers: (await client.call('signers.list', {})).map(({ principal, fingerprint, pending }) => ({
      principal,
      fingerprint,
      pending,
    })),
  };
}

/**
 * What stands in an open workspace, as the clerk knows it, in a form that can be kept and compared: the fields that every
 * version of the contract has, bytes by their digest. Throws whatever the engine throws.
 */
export async function workspaceContents(client: EngineClient) {
  const workspace = await client.call('workspace.current', {});
  const { intact, events } = await client.call('workspace.events', { limit: 1000 });
  const office = workspace?.role === 'office';
  return {
    name: workspace?.name ?? '',
    role: workspace?.role ?? '',
    campaign: `${workspace?.campaignId} ${workspace?.campaignVersion}`,
    key: (await client.call('identity.get', {}))?.fingerprint ?? null,
    intact,
    // Oldest first: what this version adds at opening stands behind them.
    events: events.map(({ seq, at, kind, detail }) => ({ seq, at, kind, detail })).reverse(),
    drafts: office ? null : await drafts(client),
    received: workspace?.role === 'host' ? null : await received(client),
  };
}
