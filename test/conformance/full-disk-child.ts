import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from '../../electron/cli/kit/engine-client.ts';
import { makeDiscFolder, makeDiscImage } from '../../electron/engine/media/index.ts';
import { campaignsDir, codeOf } from '../support/desk-loop.ts';

/*
 * Works on a small file system of its own (full-disk.test.ts mounts it) until nothing fits any more. Arguments: the
 * mounted folder, an ordinary folder. Says what came of it as JSON.
 */
const [small = '', large = ''] = process.argv.slice(2);
const passphrase = '一二三 open';
const scan = (size: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size).fill(5);
  bytes.set(Buffer.from('%PDF-1.7'));
  return bytes;
};

/** An open workspace of three megabytes in a data folder, folded into its file. */
async function workspace(dataDir: string) {
  const told: string[] = [];
  const open = (automaticBackup: boolean) =>
    openEngine({
      dataDir,
      campaignsDir,
      automaticBackup,
      emit: (event, payload) => {
        if (event === 'backup') told.push(JSON.stringify(payload));
      },
    });
  const first = open(false);
  const { workspace: made } = await first.call('workspace.create', {
    role: 'host',
    name: '满盘',
    campaignId: 'ggj-2021',
    passphrase,
  });
  await first.call('attachments.add', { name: 'p.pdf', bytes: scan(3 << 20) });
  await first.close();
  const client = open(true);
  await client.call('workspace.unlock', { id: made.id, secret: { passphrase } });
  return { client, id: made.id, told };
}

// The disk of the data is full: the backup fails, typing does not.
const own = await workspace(join(small, 'data'));
const free = statfsSync(small);
writeFileSync(join(small, 'ballast'), new Uint8Array(Number(free.bavail * free.bsize) - (2 << 20)));
const main = await codeOf(own.client.call('backup.run', {}));
const { revision } = await own.client.call('record.save', {
  id: 'unit',
  baseRevision: 0,
  changes: { contactName: '照常保存' },
});
const mainProblem = (await own.client.call('backup.status', {})).problem?.error.message ?? '';
const mainFiles = readdirSync(join(small, 'data', 'backups', own.id));
await own.client.close();

// Only the second place is full: the first backup stands.
const stick = join(small, 'stick');
mkdirSync(stick);
const other = await workspace(large);
await other.client.call('backup.configure', { copyFolder: other.client.handle(stick, 'folder') });
const copy = await codeOf(other.client.call('backup.run', {}));
const copyProblem = (await other.client.call('backup.status', {})).copyProblem?.error.message ?? '';
const copyFiles = readdirSync(stick);
const whole = (await other.client.call('backup.list', {})).length;
await other.client.close();

// A disc is made neither on a full disk nor on one that may not be written to; nothing is left there.
const bytes = Buffer.alloc(4 << 20);
const files = [{ name: 'a.zip', source: { bytes }, bytes: bytes.length, crc32: null }];
const disc = () => codeOf(makeDiscFolder(files, join(small, 'disc')));
const image = () =>
  codeOf(makeDiscImage(files, { folder: small, fileName: 'd.iso', label: 'd', date: new Date(0) }));
const discs = [await disc(), await image()];
rmSync(join(small, 'ballast'));
execFileSync('mount', ['-o', 'remount,ro', small]);
discs.push(await disc(), await image());
const discFiles = readdirSync(small).filter((name) => /disc|iso|part/.test(name));

process.stdout.write(
  JSON.stringify({
    main,
    mainProblem,
    mainFiles,
    revision,
    told: own.told.length,
    copy,
    copyProblem,
    copyFiles,
    whole,
    discs,
    discFiles,
  }),
);
