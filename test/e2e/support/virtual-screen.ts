import { spawn } from 'node:child_process';

export interface VirtualScreen {
  /** Value for DISPLAY. */
  readonly display: string;
  close(): void;
}

/**
 * The screen to show a window on: the session's own, or a virtual one on a machine without (Xvfb finds a free number by
 * itself). Open to all local users, because the window runs as an ordinary user while the tests may run as root.
 */
export async function virtualScreen(): Promise<VirtualScreen> {
  const own = process.env.DISPLAY;
  if (own !== undefined && own !== '') return { display: own, close: () => undefined };
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(`:${data.toString('utf8').trim()}`));
  });
  return { display, close: () => server.kill() };
}
