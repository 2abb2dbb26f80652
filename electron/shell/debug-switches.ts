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

/** The first forbidden switch that `has` finds on the command line, or null. */
export function findDebugSwitch(has: (name: string) => boolean): string | null {
  return DEBUG_SWITCHES.find(has) ?? null;
}
