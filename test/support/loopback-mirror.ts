import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface LoopbackMirror {
  readonly address: string;
  /** What was asked for so far, as `GET /path`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A mirror of Electron's releases that gives one zip to whoever asks; with `stall`, only its first bytes, and then nothing. */
export async function loopbackMirror(zip: string, stall = false): Promise<LoopbackMirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method !== 'GET' || !request.url?.endsWith('.zip')) {
      response.end();
      return;
    }
    if (!existsSync(zip)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Length': statSync(zip).size });
    if (stall) response.write(readFileSync(zip).subarray(0, 10));
    else createReadStream(zip).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Writes the folder of an electron package of a version whose list of hashes knows the zip; `sum` names another hash. */
export function electronPackageFor(folder: string, version: string, zip: string, sum?: string): string {
  const dir = join(folder, 'electron');
  mkdirSync(dir, { recursive: true });
  const sha256 = sum ?? createHash('sha256').update(readFileSync(zip)).digest('hex');
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(dir, 'checksums.json'), JSON.stringify({ [name]: sha256 }));
  return dir;
}
