import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { BUILT_FILES_NAME, type BuiltFiles, builtFiles } from '../../shared/ground/built-files.ts';
import {
  contentSecurityPolicy,
  pageWithPolicy,
  securityHeaders,
} from '../../shared/ground/content-security-policy.ts';

/** The local shell's own scripts: the one that stands in for Electron's preload script, and the entrance's. */
const BRIDGE = '/local/bridge.js';
const ENTER = '/local/enter.js';
const ICON = '/favicon.ico';
const SCRIPTS: ReadonlySet<string> = new Set([BRIDGE, ENTER]);

const ENTRANCE_PAGE =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="google" content="notranslate">' +
  '<title>荐表</title></head><body>' +
  '<p>请从启动荐表的终端窗口取得打开地址：在那里按回车键，每个地址只能用一次。</p></body></html>';

/** Reads the build's list of files. Throws JianbiaoError when the window has not been built. */
function readBuiltFiles(distDir: string): BuiltFiles {
  const path = join(distDir, BUILT_FILES_NAME);
  try {
    return builtFiles.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new JianbiaoError('renderer-not-built', { path: BUILT_FILES_NAME }, { cause });
  }
}

export interface StaticFiles {
  /** The window itself, for a browser that has its room. */
  window(response: ServerResponse): Promise<void>;
  /** The page that takes a one-time code, and says where to get one. */
  entrance(response: ServerResponse): void;
  /** One of the built files, or 404. */
  file(address: string, response: ServerResponse): Promise<void>;
}

/**
 * Serves the built files, under the same policy as the Electron window (models.md C1 items 7 and 18). Files hold nothing
 * secret; what matters goes over the socket, which asks for the room's cookie.
 */
export function staticFiles(distDir: string, port: number): StaticFiles {
  const files = readBuiltFiles(distDir);
  const fresh = (): { nonce: string; policy: string } => {
    const nonce = randomBytes(18).toString('base64');
    return { nonce, policy: contentSecurityPolicy(nonce, ["'self'", `ws://127.0.0.1:${port}`]) };
  };
  const send = (response: ServerResponse, status: number, type: string, body: string | Buffer): void => {
    response.writeHead(status, { ...securityHeaders(fresh().policy), 'Content-Type': type });
    response.end(body);
  };
  const sendPage = (response: ServerResponse, html: string, script: string): void => {
    const { nonce, policy } = fresh();
    response.writeHead(200, { ...securityHeaders(policy), 'Content-Type': 'text/html; charset=utf-8' });
    response.end(pageWithPolicy(html, nonce, policy, script));
  };
  return {
    async window(response) {
      sendPage(response, await readFile(join(distDir, 'renderer', 'index.html'), 'utf8'), BRIDGE);
    },
    entrance(response) {
      sendPage(response, ENTRANCE_PAGE, ENTER);
    },
    async file(address, response) {
      if (SCRIPTS.has(address)) {
        const script = await readFile(join(distDir, 'local', basename(address)));
        return send(response, 200, 'text/javascript; charset=utf-8', script);
      }
      if (address === ICON) {
        // Browsers ask for it by themselves; an answer of 404 would stand in the console as an error.
        const icon = await readFile(join(distDir, 'icons', 'icon.ico')).catch(() => null);
        return icon === null
          ? send(response, 204, 'image/x-icon', '')
          : send(response, 200, 'image/x-icon', icon);
      }
      const entry = Object.hasOwn(files, address) ? files[address] : undefined;
      // The window's page is no file to be had by its name: it opens in a room.
      if (entry === undefined || address === '/index.html')
        return send(response, 404, 'text/plain; charset=utf-8', '没有这个文件\n');
      send(response, 200, entry.type, await readFile(join(distDir, entry.file)));
    },
  };
}
