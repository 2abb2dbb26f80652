import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiArgs, ApiResult } from '../../../shared/api.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

type Args = ApiArgs<'seal.disc'>;

describe('a disc made of a sealed package', () => {
  const loop = new DeskLoop();
  const heard: { event: string; payload: unknown }[] = [];
  let listen: (event: string) => void = () => undefined;
  let unit: EngineClient;
  let secret: ApiResult<'seal.run'>;
  let plain: ApiResult<'seal.run'>;

  beforeAll(async () => {
    const issued = await loop.office();
    unit = await loop.workspace('四川省机关事务管理局', 'recommender', (event, payload) => {
      heard.push({ event, payload });
      listen(event);
    });
    await unit.call('campaign.install', {
      source: loop.file(unit, issued.fileName),
      confirmedFingerprint: issued.fingerprint,
    });
    await unit.call('identity.create', {});
    await loop.fill(unit, 'province');
    secret = await loop.seal(unit, 'preliminary', true);
    plain = await loop.seal(unit, 'preliminary', false);
  });
  afterAll(() => loop.close());

  const path = (name: string) => join(loop.stick, name);
  const make = (sealed: ApiResult<'seal.run'>, target: Args['target'], source?: Args['source']) =>
    unit.call('seal.disc', {
      digest: sealed.digest,
      source: source ?? loop.folder(unit),
      target,
      jobId: 'disc',
    });
  const image = (name: string): Args['target'] => ({ image: unit.handle(path(name), 'write') });
  const chosen = (name: string): Args['source'] => loop.file(unit, name);

  test('is a folder of its own, or one image, with the package as it was sealed', async () => {
    for (const sealed of [secret, plain]) {
      heard.length = 0;
      const made = await make(sealed, loop.folder(unit));
      expect(made.name).toBe(`光盘_${sealed.fileName.replace(/\.zip(\.age)?$/, '')}`);
      expect(readdirSync(path(made.name)).sort()).toEqual(['SHA256SUMS', sealed.fileName, '说明.txt']);
      expect(readFileSync(path(`${made.name}/${sealed.fileName}`))).toEqual(
        readFileSync(path(sealed.fileName)),
      );
      expect(heard.filter(({ event }) => event === 'progress').length).toBeGreaterThan(1);
      const iso = await make(sealed, image(`${sealed.fileName}.iso`));
      expect(iso.files).toEqual(made.files);
      const { events } = await unit.call('workspace.events', { limit: 2 });
      const about = { kind: 'disc-made', detail: { digest: sealed.digest, revision: sealed.revision } };
      expect(events).toMatchObject([about, about]);
      const bytes = readFileSync(path(iso.name));
      expect(bytes.length).toBe(iso.bytes);
      expect(bytes.includes(readFileSync(path(sealed.fileName)))).toBe(true);
    }
  });

  test('never replaces what is there, and says so', async () => {
    expect(await codeOf(make(secret, loop.folder(unit)))).toBe('disc-target-exists');
    expect(await codeOf(make(secret, image(`${secret.fileName}.iso`)))).toBe('seal-target-exists');
  });

  test('takes no other file for the package, whatever its name', async () => {
    const bytes = readFileSync(path(secret.fileName));
    copyFileSync(path(secret.fileName), path('改名.zip.age'));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path('坏.zip.age'), bytes);
    writeFileSync(path('短.zip.age'), bytes.subarray(1));
    const before = readdirSync(loop.stick);
    const cases: readonly (readonly [string, ApiResult<'seal.run'>, Args['source']])[] = [
      ['disc-source-changed', secret, chosen('坏.zip.age')],
      ['disc-source-changed', secret, chosen('短.zip.age')],
      ['disc-source-changed', secret, chosen(plain.fileName)],
      ['disc-source-changed', plain, chosen(secret.fileName)],
      ['disc-source-missing', secret, chosen('没有.zip.age')],
      ['disc-source-missing', secret, { folder: unit.handle(loop.dataDir('x'), 'folder') }],
      ['file-not-plain', secret, unit.handle(loop.stick, 'read')],
      ['handle-unknown', secret, unit.handle(path('w'), 'write')],
      ['sealed-unknown', { ...secret, digest: 'f'.repeat(64) }, loop.folder(unit)],
    ];
    for (const [code, sealed, source] of cases) {
      expect(await codeOf(make(sealed, image('新.iso'), source))).toBe(code);
      expect(readdirSync(loop.stick)).toEqual(before);
    }
    // Where sealing wrote it to, by the handle of the save dialog.
    const saved = { saved: unit.handle(path(secret.fileName), 'write') };
    expect((await make(secret, image('存.iso'), saved)).files[0]?.name).toBe(secret.fileName);
    // The very bytes under another name are the package.
    const made = await make(secret, image('新.iso'), chosen('改名.zip.age'));
    expect(made.files[0]?.name).toBe(secret.fileName);
  });

  test('that is cancelled leaves nothing', async () => {
    rmSync(path('新.iso'), { force: true });
    const before = readdirSync(loop.stick);
    for (const target of [image('新.iso'), { folder: unit.handle(loop.root, 'folder') }]) {
      let asked: Promise<unknown> | undefined;
      listen = (event) => {
        if (event === 'progress') asked ??= unit.call('job.cancel', { jobId: 'disc' });
      };
      expect(await codeOf(make(secret, target))).toBe('job-cancelled');
      await asked;
      listen = () => undefined;
      expect(readdirSync(loop.stick)).toEqual(before);
      expect(readdirSync(loop.root).filter((name) => /part|光盘/.test(name))).toEqual([]);
    }
    expect(statSync(path(secret.fileName)).size).toBe(secret.bytes);
  });
});
