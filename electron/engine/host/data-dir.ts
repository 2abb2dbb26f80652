import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

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
      return named(env.APPDATA) ?? join(home(), 'AppData', 'Roaming');
    case 'darwin':
      return join(home(), 'Library', 'Application Support');
    default:
      return named(env.XDG_CONFIG_HOME) ?? join(home(), '.config');
  }
}

/** An empty or relative path means none (XDG Base Directory Specification): drafts must not land where one stands. */
function named(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null;
}

/** HOME set to nothing, as some services leave it, makes `homedir()` nothing: then the system's list of users knows. */
function home(): string {
  return named(homedir()) ?? userInfo().homedir;
}
