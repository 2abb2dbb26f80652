import { app, type Session, type WebContents } from 'electron';
import { isAppAddress, mayLoad } from './app-address.ts';

/**
 * Switches for Chromium itself, before the app is ready: no name is ever resolved, nothing runs in the background that
 * would want to talk to a server (issue 5 item 10: no network, ever).
 */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
    'no-proxy-server',
  ])
    app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch(
    'disable-features',
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,OptimizationHints,SpareRendererForSitePerProcess,Translate',
  );
}

/** Denies every permission and every request beyond the program's own files, for all windows of a session. */
export function hardenSession(session: Session, allowDevTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const own = mayLoad(details.url) || (allowDevTools && details.url.startsWith('devtools://'));
    decide({ cancel: !own });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps one page's contents where they are: no navigation, no new window, no webview, no dialog storm. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // The window's own reload is the one navigation there is.
    if (!(event.isMainFrame && isAppAddress(event.url))) event.preventDefault();
  });
}
