import { afterAll, describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { jpegOrientation } from '../../../shared/jpeg-metadata.ts';
import { hostilePictures, pngEnd, pngOf, soundPng } from '../../../test/fixtures/hostile-pictures.ts';
import { phonePhoto } from '../../../test/fixtures/phone-photo.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import { putAttachment } from '../store/attachment-store.ts';
import { openWorkspaceFile } from '../store/workspace-file.ts';

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
      client.call('attachments.add', { name: '照片.jpg', mediaType: 'image/jpeg', bytes });
    for (const [what, bytes] of hostilePictures())
      expect([what, await codeOf(add(bytes))]).toEqual([what, 'attachment-picture']);
    expect(await add(soundPng(6, 8))).toMatchObject({ mediaType: 'image/png', width: 6, height: 8 });
  });

  it('lose place and device though stray bytes lie between their segments, and print after that', async () => {
    const client = await loop.workspace('杂字节', 'recommender');
    const photo = await client.call('attachments.add', { name: 'p.jpg', mediaType: '', bytes: strayPhoto() });
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
});
