import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of this user's workspaces, the same for the Electron window, the local shell and the command line: an
 * ASCII name under the place where the system keeps application data (issue 2: one store, many shells).
 * Takes the platform and environment; gives an absolute path.
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  return join(appDataDir(platform, env), 'Jianbiao', 'data');
}

function appDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  switch (platform) {
    case 'win32':
      return env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    default:
      return env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  }
}
