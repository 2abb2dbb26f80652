import { fork } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';

const child = join(import.meta.dirname, '../support/importing-child.ts');
/** How often to kill; the full 200 of the issue run with JIANBIAO_KILLS=200. */
const kills = Number(process.env.JIANBIAO_KILLS ?? '12');

describe('kill -9 while importing', () => {
  const loop = new DeskLoop();
  let id = '';
  let clean = '';
  let file = '';
  let entries = 0;

  beforeAll(async () => {
    const office = await loop.office();
    const unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    await loop.take(office.client, unit.enrolment);
    await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
    const sealed = await loop.seal(unit.client, 'preliminary', true);
    file = join(loop.stick, sealed.fileName);
    id = (await office.client.call('workspace.current', {}))?.id ?? '';
    await office.client.call('workspace.lock', {});
    clean = join(loop.root, '领导小组办公室');
    entries = 20;
  });
  afterAll(() => loop.close());

  /** Starts importing and kills after the given time; true when it was done before. */
  function importAndKill(dataDir: string, life: number | null): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const importing = fork(child, [dataDir, id, passphrase, file], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      let done = false;
      importing.on('message', (message) => {
        if (message === 'opened' && life !== null) setTimeout(() => importing.kill('SIGKILL'), life);
        else if (message === 'imported' || message === 'duplicate') done = true;
      });
      importing.on('error', reject);
      importing.on('close', () => resolve(done));
    });
  }

  it('leaves all of a package or nothing, and the next try succeeds', async () => {
    const outcomes = new Set<number>();
    for (let kill = 0; kill < kills; kill += 1) {
      const dataDir = join(loop.root, `kill-${kill}`);
      mkdirSync(dataDir);
      for (const name of readdirSync(clean)) {
        if (name.startsWith(id)) copyFileSync(join(clean, name), join(dataDir, name));
      }
      await importAndKill(dataDir, Math.floor((kill * 160) / kills));
      const office = loop.engine(`kill-${kill}`);
      await office.call('workspace.unlock', { id, secret: { passphrase } });
      const list = await office.call('inbox.list', {});
      outcomes.add(list.length);
      expect(list.length).toBeLessThanOrEqual(1);
      for (const { packageId } of list) {
        const { files } = await office.call('inbox.get', { packageId });
        expect(files.length).toBeGreaterThan(entries / 2);
        for (const { path, bytes } of files) {
          expect((await office.call('inbox.file', { packageId, path })).bytes.length).toBe(bytes);
        }
      }
      expect(await office.call('inbox.quarantine', {})).toEqual([]);
      const sources = [office.handle(file, 'read')];
      const [again] = await office.call('inbox.import', { sources, jobId: 'again' });
      expect(again?.outcome).toBe(list.length === 0 ? 'imported' : 'duplicate');
      expect((await office.call('workspace.events', { limit: 100 })).intact).toBe(true);
      await office.close();
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });
});
