import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { BUILT_FILES_NAME, type BuiltFiles, builtFiles } from '../../shared/built-files.ts';
import {
  contentSecurityPolicy,
  pageWithPolicy,
  securityHeaders,
} from '../../shared/content-security-policy.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';

/** Address of the script that stands in for Electron's preload script. */
const BRIDGE = '/local/bridge.js';

/** Reads the build's list of files. Throws JianbiaoError when the window has not been built. */
export function readBuiltFiles(distDir: string): BuiltFiles {
  const path = join(distDir, BUILT_FILES_NAME);
  try {
    return builtFiles.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new JianbiaoError('renderer-not-built', { path: BUILT_FILES_NAME }, { cause });
  }
}

/**
 * Answers a request for one of the built files, under the same policy as the Electron window
 * (models.md C1 items 7 and 18). Files hold nothing secret; what matters goes over the socket, which asks for the key.
 */
export function staticFiles(
  distDir: string,
  port: number,
): (address: string, response: ServerResponse) => Promise<void> {
  const files = readBuiltFiles(distDir);
  return async (address, response) => {
    const nonce = randomBytes(18).toString('base64');
    const policy = contentSecurityPolicy(nonce, ["'self'", `ws://127.0.0.1:${port}`]);
    const headers = securityHeaders(policy);
    const name = address === '/' ? '/index.html' : address;
    if (name === '/index.html') {
      const html = await readFile(join(distDir, 'renderer', 'index.html'), 'utf8');
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' });
      response.end(pageWithPolicy(html, nonce, policy, BRIDGE));
      return;
    }
    if (name === BRIDGE) {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript; charset=utf-8' });
      response.end(await readFile(join(distDir, 'local', 'bridge.js')));
      return;
    }
    const entry = Object.hasOwn(files, name) ? files[name] : undefined;
    if (entry === undefined) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('没有这个文件\n');
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': entry.type });
    response.end(await readFile(join(distDir, entry.file)));
  };
}
