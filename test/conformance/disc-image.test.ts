import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { makeDiscFolder, makeIsoImage } from '../../electron/engine/media/index.ts';
import { requireTool } from './require-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-disc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(requireTool('sha256sum') === null)('sha256sum', () => {
  test('accepts the disc folder', async () => {
    const files = [{ name: '汇总表.pdf', source: { bytes: Buffer.from('one') } }];
    await makeDiscFolder(files, join(folder, 'sums'));
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: join(folder, 'sums') });
  });
});

describe.skipIf(requireTool('xorriso') === null)('xorriso', () => {
  test('an image holds the folder, byte for byte, under the Joliet names', async () => {
    const disc = join(folder, 'disc');
    await makeDiscFolder(
      [{ name: 'ggj-2021-u1-formal-r1.zip', source: { bytes: Buffer.alloc(5000, 7) } }],
      disc,
    );
    const image = join(folder, 'disc.iso');
    // A desktop or service started without a language must write the same Chinese names.
    vi.stubEnv('LC_ALL', 'POSIX');
    expect(await makeIsoImage(disc, image, 'ggj-2021')).toBe(true);
    vi.unstubAllEnvs();
    const out = join(folder, 'out');
    execFileSync('xorriso', ['-osirrox', 'on', '-read_fs', 'norock', '-indev', image, '-extract', '/', out], {
      stdio: 'ignore',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    execFileSync('diff', ['-r', disc, out]);
    await expect(makeIsoImage(disc, image, 'x')).rejects.toMatchObject({ code: 'seal-target-exists' });
  });
});
