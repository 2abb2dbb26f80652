import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireGiven, requireTool } from './require-tool.ts';

const unshare = requireTool('unshare');

/** A mount of its own needs a user namespace, which some systems forbid. */
function canMount(): true | null {
  try {
    execFileSync('unshare', ['-rm', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return null;
  }
}

const mount = unshare === null ? null : requireGiven('user namespaces, to mount a small disk', canMount());

describe.skipIf(mount === null)('a full disk (a small tmpfs of its own)', () => {
  const root = mkdtempSync(join(tmpdir(), 'jb-full-'));
  const small = join(root, 'small');
  const large = join(root, 'large');
  beforeAll(() => mkdirSync(small));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('fails backup and disc with a sentence, leaves no half file, and stops no typing', () => {
    const script = `mount -t tmpfs -o size=12m tmpfs "$1" && exec "$2" --disable-warning=ExperimentalWarning "$3" "$1" "$4"`;
    const child = join(import.meta.dirname, 'full-disk-child.ts');
    const said = execFileSync(
      unshare ?? '',
      ['-rm', 'sh', '-c', script, 'sh', small, process.execPath, child, large],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(said)).toEqual({
      main: 'auto-backup-failed',
      mainProblem: expect.stringContaining('磁盘空间不足'),
      mainFiles: [],
      revision: 1,
      told: 1,
      copy: 'auto-backup-copy-failed',
      copyProblem: expect.stringContaining('磁盘空间不足'),
      copyFiles: [],
      whole: 1,
      discs: ['seal-no-space', 'seal-no-space', 'seal-read-only', 'seal-read-only'],
      discFiles: [],
    });
  });
});
