import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { createEngineClient, type EngineClient, type EnginePort } from '../engine/host/engine-client.ts';
import { forkEngine } from '../engine/host/fork-engine.ts';
import type { RawAnswer } from '../engine/host/host-messages.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { fetchSiteIsOurs, hostIsOurs, makeKey, originIsOurs, sameKey } from './guard.ts';
import { type FromServer, type ToServer, toServer } from './messages.ts';
import { createPlaces, type Places, usualPlaces } from './places.ts';
import { staticFiles } from './static-files.ts';
import { createTransfers, type Transfers } from './transfers.ts';

/** The most one message may hold: the largest attachment the contract takes, with room to spare. */
export const MAX_MESSAGE_BYTES = 64 * 1024 ** 2;

export interface LocalShellOptions {
  /** The build's output: renderer files, their list, the bridge script. */
  readonly distDir: string;
  readonly dataDir: string;
  readonly campaignsDir: string;
  readonly fontsDir: string;
  /** The filled samples; absent or not there, none can be looked at. */
  readonly samplesDir?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Starts the engine; absent, as a process of its own. Whoever draws sample pictures starts one with its own clock. */
  readonly startEngine?: () => EnginePort;
}

export interface LocalShell {
  /** The address with this run's key in its fragment, which no browser sends over any wire. */
  readonly address: string;
  readonly port: number;
  readonly engine: EngineClient;
  /** How many windows are connected now. */
  windows(): number;
  close(): Promise<void>;
}

/**
 * Serves the window on loopback to an ordinary browser (design: shells and runtimes). Only 127.0.0.1 listens; Host and
 * Origin are checked on every request that can do anything; calls need the key of this run.
 * Throws JianbiaoError when the window has not been built.
 */
export async function startLocalShell(options: LocalShellOptions): Promise<LocalShell> {
  const key = makeKey();
  const transfers = await createTransfers();
  const sockets = new Set<WebSocket>();
  const engine = createEngineClient(
    options.startEngine ?? (() => forkEngine()),
    {
      dataDir: options.dataDir,
      campaignsDir: options.campaignsDir,
      fontsDir: options.fontsDir,
      samplesDir: options.samplesDir ?? join(options.distDir, 'samples'),
      shell: 'local',
    },
    (event, payload) => {
      const frame = encodeFrame({ kind: 'event', event, payload } satisfies FromServer);
      for (const socket of sockets) socket.send(frame);
    },
  );
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const desk = createDesk(engine, transfers, createPlaces(usualPlaces));
  const serveFile = staticFiles(options.distDir, port);

  server.on('request', (request, response) => {
    answerRequest(request, response, { port, key, transfers, engine, serveFile }).catch((thrown: unknown) => {
      if (response.headersSent) response.destroy();
      else respondError(response, thrown);
    });
  });

  const socketServer = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => 'jianbiao',
  });
  server.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
    const given = offered.find((part) => part.startsWith('key.'))?.slice(4) ?? '';
    const allowed =
      request.url === '/socket' &&
      hostIsOurs(request, port) &&
      originIsOurs(request, port) &&
      sameKey(given, key);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    socketServer.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on('close', () => sockets.delete(opened));
      opened.on('message', (data: Buffer) => receive(opened, data, desk));
    });
  });

  return {
    address: `http://127.0.0.1:${port}/#key=${key}`,
    port,
    engine,
    windows: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      await Promise.all([new Promise((closed) => server.close(closed)), engine.close()]);
      await transfers.close();
    },
  };
}

/** One message of a window. What is not a message of ours ends the connection; a failed one is answered. */
function receive(socket: WebSocket, data: Buffer, desk: (message: ToServer) => Promise<RawAnswer>): void {
  let message: ToServer;
  try {
    message = toServer.parse(decodeFrame(data));
  } catch {
    socket.close(1008, 'malformed message');
    return;
  }
  const { id } = message;
  desk(message)
    .catch((thrown: unknown): RawAnswer => ({ ok: false, error: toErrorRecord(thrown) }))
    .then((answer) => socket.send(encodeFrame({ kind: 'answer', id, answer } satisfies FromServer)))
    // The window left before its answer came: there is nobody to tell.
    .catch(() => undefined);
}

/** Does what a window asks, each kind of message in its way. */
function createDesk(
  engine: EngineClient,
  transfers: Transfers,
  places: Places,
): (message: ToServer) => Promise<RawAnswer> {
  const saves = new Map<string, string>();
  const good = (value: unknown): RawAnswer => ({ ok: true, value });
  return async (message) => {
    switch (message.kind) {
      case 'call':
        return engine.call(message.method, message.args);
      case 'chooseSave': {
        const path = await transfers.saveTarget(message.suggestedName);
        const handle = await engine.register('write', path);
        saves.set(handle, path);
        return good({ handle, name: message.suggestedName });
      }
      case 'finishSave': {
        const path = saves.get(message.handle);
        const id = path === undefined ? null : await transfers.offer(path);
        return good({ path: id === null ? null : `/download/${id}` });
      }
      case 'listFolders':
        return good(await places.list(message.place));
      case 'newFolder':
        return good(await places.create(message.place, message.name));
      case 'chooseFolder': {
        const { title } = await places.list(message.place);
        return good({ handle: await engine.register('folder', places.pathOf(message.place)), name: title });
      }
    }
  };
}

interface RequestContext {
  readonly port: number;
  readonly key: string;
  readonly transfers: Transfers;
  readonly engine: EngineClient;
  readonly serveFile: (address: string, response: ServerResponse) => Promise<void>;
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { port, key, transfers, engine, serveFile }: RequestContext,
): Promise<void> {
  if (!hostIsOurs(request, port)) return refuse(response);
  // Joined as text: a path that begins with // must not become a host.
  const url = new URL(`http://127.0.0.1:${port}${request.url ?? '/'}`);
  if (request.method === 'POST' && url.pathname === '/upload') {
    const given = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (!originIsOurs(request, port) || !sameKey(given, key)) return refuse(response);
    const name = url.searchParams.get('name') ?? '';
    const length = request.headers['content-length'];
    const path = await transfers.receive(name, request, length === undefined ? null : Number(length));
    const handle = await engine.register('read', path);
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    response.end(JSON.stringify({ handle, name }));
    return;
  }
  if (request.method !== 'GET' || !fetchSiteIsOurs(request)) return refuse(response);
  if (url.pathname.startsWith('/download/')) {
    const taken = await transfers.take(url.pathname.slice('/download/'.length));
    if (taken === null) return refuse(response);
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': taken.bytes,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(taken.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    taken.stream.pipe(response);
    return;
  }
  return serveFile(url.pathname, response);
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end('拒绝访问\n');
}

function respondError(response: ServerResponse, thrown: unknown): void {
  const status = thrown instanceof JianbiaoError ? 400 : 500;
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ error: toErrorRecord(thrown) }));
}
