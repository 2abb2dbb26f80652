/**
 * Command line switches that would let another program read or steer the window. Fuses cover Node's inspector; these
 * are Chromium's, which no fuse covers (models.md C1, beyond the list).
 */
export const DEBUG_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'no-sandbox',
  'disable-setuid-sandbox',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'proxy-server',
  'proxy-pac-url',
  'host-rules',
  'ssl-key-log-file',
  'log-net-log',
] as const;

/**
 * The first forbidden switch on a command line, or null. Chromium takes `--name`, `-name` and on Windows `/name`, in any
 * case there. The command line itself is read: Electron adds switches of its own to Chromium's list.
 */
export function findDebugSwitch(argv: readonly string[]): string | null {
  for (const part of argv.slice(1)) {
    const named = /^(?:--?|\/)([a-z-]+)(?:=|$)/i.exec(part)?.[1]?.toLowerCase();
    const found = DEBUG_SWITCHES.find((name) => name === named);
    if (found !== undefined) return found;
  }
  return null;
}
