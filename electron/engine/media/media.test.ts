import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jolietName } from './disc-files.ts';
import { makeDiscFolder } from './disc-folder.ts';
import { makeDiscImage } from './disc-image.ts';
import { largestFileOf } from './drive.ts';
import { isRemovablePath, linuxDrives, parseMounts } from './linux-drives.ts';
import { listDrives, withDistinctNames } from './list-drives.ts';
import { parseWindowsDrives } from './windows-drives.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbiao-media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('Linux', () => {
  test('mounts: escapes, read-only, loop devices, repeated devices', () => {
    const text = [
      'proc /proc proc rw 0 0',
      '/dev/vda / ext4 rw,relatime 0 0',
      '/dev/loop3 /snap/x squashfs ro 0 0',
      '/dev/sdb1 /media/user/我的\\040U盘 vfat rw,nosuid,utf8 0 0',
      '/dev/sdb1 /mnt/again vfat rw 0 0',
      '/dev/sr0 /media/cdrom iso9660 ro 0 0',
      '',
    ].join('\n');
    expect(parseMounts(text)).toEqual([
      { device: '/dev/vda', folder: '/', fileSystem: 'ext4', readOnly: false },
      { device: '/dev/sdb1', folder: '/media/user/我的 U盘', fileSystem: 'vfat', readOnly: false },
      { device: '/dev/sr0', folder: '/media/cdrom', fileSystem: 'iso9660', readOnly: true },
    ]);
  });

  test('what the kernel calls removable', () => {
    const usb =
      '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb/sdb1';
    expect(isRemovablePath(usb, '0\n')).toBe(true);
    expect(isRemovablePath('/sys/devices/pci0000:00/ata3/host2/block/sr0', '1\n')).toBe(true);
    expect(isRemovablePath('/sys/devices/platform/mmc_host/mmc0/mmc0:0001/block/mmcblk0', '0')).toBe(true);
    expect(isRemovablePath('/sys/devices/pci0000:00/ata1/host0/block/sda/sda1', '0\n')).toBe(false);
    expect(isRemovablePath('/sys/devices/virtual/block/dm-0', '')).toBe(false);
  });

  test('a stick with label, space and rights; fixed and pulled drives are left out', async () => {
    const stick = join(folder, 'stick');
    const disk = join(folder, 'sys', 'devices', 'usb1', 'block', 'sdz');
    await mkdir(stick);
    await mkdir(join(disk, 'sdz1'), { recursive: true });
    await writeFile(join(disk, 'removable'), '1\n');
    const sysBlock = join(folder, 'class');
    await mkdir(sysBlock);
    await symlink(join(disk, 'sdz1'), join(sysBlock, 'sdz1'));
    const labels = join(folder, 'labels');
    await mkdir(labels);
    await symlink('../../sdz1', join(labels, 'MY\\x20STICK'));
    const mounts = join(folder, 'mounts');
    await writeFile(mounts, `/dev/sdz1 ${stick} vfat rw 0 0\n/dev/vdz9 / ext4 rw 0 0\n`);
    const drives = await linuxDrives({ mounts, sysBlock, labels });
    expect(drives).toEqual([
      {
        folder: stick,
        name: 'MY STICK',
        fileSystem: 'vfat',
        freeBytes: expect.any(Number),
        totalBytes: expect.any(Number),
        removable: true,
        writable: true,
        largestFile: 0xffffffff,
      },
    ]);
    await rm(stick, { recursive: true });
    expect(await linuxDrives({ mounts, sysBlock, labels })).toEqual([]);
    await expect(linuxDrives({ mounts: join(folder, 'absent'), sysBlock, labels })).rejects.toMatchObject({
      code: 'media-list-failed',
    });
  });

  test('two sticks of one label can be told apart', () => {
    const stick = {
      name: 'KINGSTON',
      fileSystem: 'vfat',
      freeBytes: 1,
      totalBytes: 2,
      removable: true,
      writable: true,
      largestFile: null,
    };
    const drives = [
      { ...stick, folder: '/media/one/KINGSTON' },
      { ...stick, folder: '/media/one/OTHER', name: 'OTHER' },
      { ...stick, folder: '/mnt/KINGSTON' },
    ];
    expect(withDistinctNames(drives).map(({ name }) => name)).toEqual([
      'KINGSTON',
      'OTHER',
      'KINGSTON（同名第 2 个）',
    ]);
  });

  test('this machine can be asked; systems without a way give an empty list', async () => {
    if (process.platform === 'linux')
      for (const drive of await listDrives()) expect(drive.removable).toBe(true);
    expect(await listDrives('darwin')).toEqual([]);
  });
});

describe('Windows', () => {
  const disk = {
    DeviceID: 'E:',
    DriveType: 2,
    FileSystem: 'FAT32',
    FreeSpace: 1000,
    Size: 2000,
    VolumeName: '报送',
    Access: null,
  };
  const answer = (...disks: object[]) => JSON.stringify({ usb: ['G:'], disks });

  test('sticks, USB disks and discs; fixed disks and empty readers are left out', () => {
    const drives = parseWindowsDrives(
      answer(
        disk,
        { ...disk, DeviceID: 'C:', DriveType: 3 },
        { ...disk, DeviceID: 'F:', Size: null, FreeSpace: null, FileSystem: null, VolumeName: null },
        { ...disk, DeviceID: 'G:', DriveType: 3, FileSystem: 'NTFS', VolumeName: '' },
        { ...disk, DeviceID: 'H:', DriveType: 5, FileSystem: 'CDFS', FreeSpace: 0 },
      ),
    );
    expect(
      drives.map(({ folder: at, name, writable, largestFile }) => [at, name, writable, largestFile]),
    ).toEqual([
      ['E:\\', '报送（E:）', true, 0xffffffff],
      ['G:\\', 'G:', true, null],
      ['H:\\', '报送（H:）', false, null],
    ]);
  });

  test('an answer that is something else', () => {
    for (const text of ['', 'error', '{}', '{"disks":[{"DeviceID":"\\\\\\\\server"}]}'])
      expect(() => parseWindowsDrives(text)).toThrow(expect.objectContaining({ code: 'media-list-failed' }));
  });
});

test('only the FAT family limits single files', () => {
  expect(['vfat', 'FAT32', 'exfat', 'NTFS', 'ext4', 'fuseblk'].map(largestFileOf)).toEqual([
    0xffffffff,
    0xffffffff,
    null,
    null,
    null,
    null,
  ]);
});

describe('discs', () => {
  test('every name fits Joliet and is used once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 12 }), (names) => {
        const taken = new Set<string>();
        for (const name of names) {
          const safe = jolietName(name, taken);
          expect(safe.length).toBeGreaterThan(0);
          expect(safe.length).toBeLessThanOrEqual(64);
          expect(safe).not.toMatch(/[*/:;?\\]/);
          expect(taken.has(safe.toLowerCase())).toBe(false);
          taken.add(safe.toLowerCase());
        }
      }),
    );
    expect(jolietName('con.pdf', new Set())).toBe('_con.pdf');
    expect(jolietName('推荐对象汇总表（第1版）.xlsx', new Set())).toBe('推荐对象汇总表（第1版）.xlsx');
    expect(jolietName('a.zip', new Set(['a.zip']))).toBe('a-2.zip');
    expect(jolietName(`${'长'.repeat(80)}.pdf`, new Set())).toHaveLength(64);
  });

  const disc = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    return { name, source: { bytes }, bytes: bytes.length, crc32: crc32(bytes) };
  };

  test('a folder for burning, never into an existing one', async () => {
    const target = join(folder, 'disc');
    const files = [disc('a.zip', 'one'), disc('A.zip', 'two')];
    const told: number[] = [];
    const made = await makeDiscFolder(files, target, { onProgress: (done) => told.push(done) });
    expect(made.map(({ name }) => name)).toEqual(['a.zip', 'A-2.zip']);
    expect((await readdir(target)).sort()).toEqual(['A-2.zip', 'SHA256SUMS', 'a.zip', '说明.txt']);
    expect(await readFile(join(target, 'SHA256SUMS'), 'utf8')).toContain(`${made[0]?.sha256}  a.zip\n`);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    await expect(makeDiscFolder(files, target)).rejects.toMatchObject({ code: 'disc-target-exists' });
    expect(await readdir(folder)).toEqual(['disc']);
  });

  test('neither folder nor image is made of what is not the sealed file, or when it is cancelled', async () => {
    const good = disc('a.zip', 'one');
    const far = join(folder, 'no', 'where');
    const cases = [
      ['disc-source-unreadable', { ...good, source: { file: join(folder, 'absent') } }, folder],
      ['disc-source-changed', { ...good, source: { bytes: Buffer.from('onf') } }, folder],
      ['disc-source-changed', { ...good, source: { bytes: Buffer.from('on') } }, folder],
      ['disc-source-changed', { ...good, source: { bytes: Buffer.from('one more') } }, folder],
      ['seal-cancelled', good, folder],
      ['seal-target-missing', good, far],
    ] as const;
    for (const [code, file, place] of cases) {
      const watch = code === 'seal-cancelled' ? { signal: AbortSignal.abort() } : {};
      await expect(makeDiscFolder([file], join(place, 'disc'), watch)).rejects.toMatchObject({ code });
      const image = { folder: place, fileName: 'disc.iso', label: 'x', date: new Date() };
      await expect(makeDiscImage([file], image, watch)).rejects.toMatchObject({ code });
    }
    expect(await readdir(folder)).toEqual([]);
  });
});
