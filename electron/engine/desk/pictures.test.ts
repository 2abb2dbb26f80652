import { afterAll, describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { jpegOrientation } from '../../../shared/ground/jpeg-metadata.ts';
import { hostilePictures, pngEnd, pngOf, soundPng } from '../../../test/fixtures/hostile-pictures.ts';
import { phonePhoto } from '../../../test/fixtures/phone-photo.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import { sealPackage } from '../seal/index.ts';
import { unitCode as unitCodeOf } from '../seal/unit-code.ts';
import { putAttachment } from '../store/attachment-store.ts';
import { currentPack } from '../store/meta-store.ts';
import { openWorkspaceFile } from '../store/workspace-file.ts';
import { buildSubmission } from './drafts/build-submission.ts';
import { attachmentsOf } from './seal/seal-parts.ts';
import { requireIdentity, signerOf } from './seal/unit-keys.ts';

const loop = new DeskLoop();
afterAll(() => loop.close());

/** A phone's photo with stray bytes between its segments: every viewer opens it. */
function strayPhoto(): Uint8Array<ArrayBuffer> {
  const photo = phonePhoto(6, 64, 48);
  const firstEnd = 2 + 2 + (((photo[4] ?? 0) << 8) | (photo[5] ?? 0));
  return new Uint8Array(
    Buffer.concat([photo.subarray(0, firstEnd), Buffer.from([0, 0]), photo.subarray(firstEnd)]),
  );
}

describe('pictures that would end, freeze or fill the engine', () => {
  it('are refused when they are chosen, in a sentence; sound ones come in', async () => {
    const client = await loop.workspace('选择', 'host');
    const add = (bytes: Uint8Array<ArrayBuffer>) =>
      client.call('attachments.add', { name: '照片.jpg', bytes });
    for (const [what, bytes] of hostilePictures())
      expect([what, await codeOf(add(bytes))]).toEqual([what, 'attachment-picture']);
    expect(await add(soundPng(6, 8))).toMatchObject({ mediaType: 'image/png', width: 6, height: 8 });
  });

  it('lose place and device though stray bytes lie between their segments, and print after that', async () => {
    const client = await loop.workspace('杂字节', 'recommender');
    const photo = await client.call('attachments.add', { name: 'p.jpg', bytes: strayPhoto() });
    const { bytes } = await client.call('attachments.read', { sha256: photo.sha256 });
    const text = Buffer.from(bytes).toString('latin1');
    expect(['SecretPhone', 'secret place', 'hidden movie'].filter((secret) => text.includes(secret))).toEqual(
      [],
    );
    expect(jpegOrientation(bytes)).toBe(6);
    const { id } = await client.call('records.create', { kind: 'individual' });
    await client.call('record.save', { id, baseRevision: 0, changes: { name: '周景和', photo } });
    const paper = { formId: 'annex-5', subjectId: id, round: 'preliminary', format: 'pdf' } as const;
    expect((await client.call('paper.preview', paper)).pages).toBeGreaterThan(0);
  });

  it('that an earlier version let in are named with the nominee and the field, and stop no other paper', async () => {
    let client = await loop.workspace('旧图', 'recommender');
    const { id: workspaceId } = (await client.call('workspace.current', {})) ?? { id: '' };
    const ids = await loop.fill(client, 'province');
    await client.close();
    const bad = new Map([
      ['PNG without picture data', pngOf({ width: 600, height: 800 }, pngEnd)],
      ...hostilePictures(),
    ]);
    const { db } = await openWorkspaceFile(loop.dataDir('旧图'), workspaceId, { passphrase });
    const shas = [...bad.values()].map((bytes) => ({ sha256: putAttachment(db, bytes, 'image/png'), bytes }));
    db.raw.close();
    client = loop.engine('旧图');
    await client.call('workspace.unlock', { id: workspaceId, secret: { passphrase } });
    const person = (await client.call('records.list', {})).find(({ kind }) => kind === 'individual');
    const id = person?.id ?? '';
    const paper = { formId: 'annex-5', subjectId: id, round: 'preliminary', format: 'pdf' } as const;
    for (const { sha256, bytes } of shas) {
      const { revision } = await client.call('record.get', { id });
      const photo = { sha256, name: '坏.png', bytes: bytes.length, mediaType: 'image/png' };
      await client.call('record.save', { id, baseRevision: revision, changes: { photo } });
      const thrown: unknown = await client.call('paper.preview', paper).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(JianbiaoError);
      expect(thrown).toMatchObject({
        code: 'paper-photo-unreadable',
        params: { nominee: person?.name, label: '照片', name: '坏.png' },
      });
    }
    const { files, failed } = await client.call('paper.saveAll', {
      round: 'preliminary',
      ...loop.folder(client),
      jobId: 'all',
    });
    expect(failed.map(({ subjectName }) => subjectName)).toEqual([person?.name]);
    expect(files.filter((file) => file.endsWith('.pdf')).length).toBeGreaterThan(ids.size);
  });

  it('are named by the checks before sealing, and at whoever receives and takes them over', async () => {
    const office = await loop.office();
    const middle = await loop.unit('示例省机关事务管理局', 'recommender', office, null);
    const host = await loop.unit('云麓市机关事务服务中心', 'host', office, 'province');
    await loop.introduce(host, middle);
    const record = (await host.client.call('records.list', {})).find(({ kind }) => kind === 'individual');
    const id = record?.id ?? '';
    const workspace = (await host.client.call('workspace.current', {}))?.id ?? '';
    const bytes = pngOf({ width: 600, height: 800 }, pngEnd);
    await host.client.close();
    const { db } = await openWorkspaceFile(loop.dataDir('云麓市机关事务服务中心'), workspace, { passphrase });
    const sha256 = putAttachment(db, bytes, 'image/png');
    db.raw.close();
    const client = loop.engine('云麓市机关事务服务中心');
    await client.call('workspace.unlock', { id: workspace, secret: { passphrase } });
    const { revision } = await client.call('record.get', { id });
    const photo = { sha256, name: '坏.png', bytes: bytes.length, mediaType: 'image/png' };
    await client.call('record.save', { id, baseRevision: revision, changes: { photo } });
    const findings = await client.call('findings.list', { round: 'preliminary' });
    expect(findings.filter(({ ruleId }) => ruleId === 'F8')).toMatchObject([
      { severity: 'error', subjectId: id, fieldId: 'photo' },
    ]);
    expect(await codeOf(loop.seal(client, 'preliminary', false))).toBe('seal-blocked');
    await client.close();

    // As a program that did not look would have sealed it.
    const file = await openWorkspaceFile(loop.dataDir('云麓市机关事务服务中心'), workspace, { passphrase });
    const pinned = currentPack(file.db);
    const document = buildSubmission(file.db, pinned.pack, 'preliminary');
    const sealed = await sealPackage({
      kind: 'preliminary',
      campaign: pinned.pack.campaign.id,
      unit: { code: unitCodeOf('云麓市机关事务服务中心'), name: '云麓市机关事务服务中心' },
      revision: 1,
      packDigest: pinned.digest,
      suite: 'ed25519',
      sealedOn: '2021-09-16',
      document,
      attachments: attachmentsOf(file.db, document),
      signer: signerOf(requireIdentity(file.db)),
      folder: loop.stick,
    });
    file.db.raw.close();
    expect(await loop.take(middle.client, sealed.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const { findings: received } = await middle.client.call('inbox.get', { packageId: sealed.digest });
    expect(received.filter(({ ruleId }) => ruleId === 'F8')).toMatchObject([{ subjectId: id }]);
    // Taken over with all the others, and named at once.
    await middle.client.call('inbox.takeOver', { packageId: sealed.digest });
    const here = await middle.client.call('findings.list', { round: 'preliminary' });
    expect(here.filter(({ ruleId }) => ruleId === 'F8')).toMatchObject([
      { severity: 'error', subjectId: id },
    ]);
  });
});
