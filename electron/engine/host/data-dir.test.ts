import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultDataDir } from './data-dir.ts';

afterEach(() => vi.unstubAllEnvs());

test.skipIf(process.platform === 'win32')(
  'data lie below the folder that the environment names, else at home',
  () => {
    expect(defaultDataDir('linux', { XDG_CONFIG_HOME: '/somewhere' })).toBe('/somewhere/Jianbiao/data');
    expect(defaultDataDir('linux', {})).toBe(join(homedir(), '.config', 'Jianbiao', 'data'));
  },
);

test.skipIf(process.platform === 'win32')(
  'a variable set to nothing, or to no whole path, counts as not set',
  () => {
    const usual = join(homedir(), '.config', 'Jianbiao', 'data');
    for (const XDG_CONFIG_HOME of ['', '.', 'config', './x'])
      expect(defaultDataDir('linux', { XDG_CONFIG_HOME })).toBe(usual);
    vi.stubEnv('HOME', '');
    expect(defaultDataDir('linux', {})).toBe(join(userInfo().homedir, '.config', 'Jianbiao', 'data'));
  },
);
