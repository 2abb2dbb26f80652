import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  linux: [
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
    'qaxbrowser-safe-stable',
  ],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'Chromium\\Application\\chrome.exe',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
};

/** The program file of an installed Chrome, Edge or Chromium, or null. Looks at fixed places only; starts nothing. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | null {
  const names = NAMES[platform] ?? [];
  const folders = (() => {
    switch (platform) {
      case 'win32':
        return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((x) => x !== undefined);
      case 'darwin':
        return [''];
      default:
        return (env.PATH ?? '').split(delimiter);
    }
  })();
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  return null;
}

/**
 * Keeps the browser from asking any resolver for any name and from talking to anybody else: tried against a resolver that
 * writes down what it is asked (test/e2e/silent-browser.test.ts). What asks all the same, such as the updater of its
 * parts, goes to the proxy, which is our own server and refuses. `--host-resolver-rules` would do it too, but Chromium
 * then warns above the window, in its own language, that stability and security will suffer.
 */
function silence(ownPort: number): readonly string[] {
  return [
    `--proxy-server=http://127.0.0.1:${ownPort}`,
    '--no-pings',
    '--no-service-autorun',
    '--disable-background-networking',
    '--disable-background-mode',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DnsOverHttps,MediaRouter,OptimizationHints,Translate',
  ];
}

/**
 * Opens the address in a window of its own, with a profile of its own, so that extensions of the everyday browser see
 * nothing of it. The process ends with the window. `address` stands in the command line, which every user of the machine
 * can read: it must hold no secret. `ownPort` is where the local shell listens.
 */
export function openBrowser(
  browser: string,
  address: string,
  profileDir: string,
  ownPort: number,
): ChildProcess {
  return spawn(
    browser,
    [
      `--app=${address}`,
      `--user-data-dir=${profileDir}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...silence(ownPort),
      '--window-size=1366,768',
    ],
    { stdio: 'ignore' },
  );
}
