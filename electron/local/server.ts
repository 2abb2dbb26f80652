import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { MAX_REQUEST_BYTES, requireFitRequest } from '../../shared/api/request-size.ts';
import type { SampleRole } from '../../shared/api/sample-methods.ts';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';
import { temporaryFolder } from '../engine/files/temporary-folder.ts';
import { createEngineClient, type EngineClient, type EnginePort } from '../engine/host/engine-client.ts';
import { forkEngine } from '../engine/host/fork-engine.ts';
import type { RawAnswer } from '../engine/host/host-messages.ts';
import { createDesk, type LocalDesk } from './desk.ts';
import { createEntrance, ENTRANCE, type Entrance, PRINTED_CODE_LIFE_MS, type Room } from './entrance.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { fetchSiteIsOurs, hostIsOurs, originIsOurs } from './guard.ts';
import { type FromServer, type ToServer, toServer } from './messages.ts';
import { createPlaces, usualPlaces } from './places.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { type StaticFiles, staticFiles } from './static-files.ts';
import { createTransfers, type Transfers } from './transfers.ts';

/** A frame is a request in UTF-8, which may take twice what `requireFitRequest` counts for text. */
const MAX_FRAME_BYTES = 2 * MAX_REQUEST_BYTES;
const MAX_CODE_BYTES = 200;
const TIDY_MS = 60_000;

export interface LocalShellOptions {
  /** The build's output: renderer files, their list, the shell's own scripts. */
  readonly distDir: string;
  readonly dataDir: string;
  readonly campaignsDir: string;
  readonly fontsDir: string;
  /** The filled samples; absent or not there, none can be looked at. */
  readonly samplesDir?: string;
  /** A filled sample to begin with, as `--sample` asks. */
  readonly sample?: SampleRole | null;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Starts the engine; absent, as a process of its own. Whoever draws sample pictures starts one with its own clock. */
  readonly startEngine?: () => EnginePort;
  /** Where the run's private folder is made; absent, the system's temporary folder. */
  readonly temporaryDir?: string;
}

export interface LocalShell {
  /**
   * A new address that opens the window once, within `lifeMs`, and is then good for nothing. The code stands in its
   * fragment, which no browser sends over any wire. `route` is where in the window to begin.
   */
  newAddress(options?: { readonly route?: string; readonly lifeMs?: number }): string;
  readonly port: number;
  readonly engine: EngineClient;
  readonly runFolder: RunFolder;
  /** How many windows are connected now. */
  windows(): number;
  /** Calls back once, when the first window has come in. */
  onEntered(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Serves the window on loopback to an ordinary browser (design: shells and runtimes). Only 127.0.0.1 listens; Host and
 * Origin are checked on every request that can do anything; calls need a room's cookie (entrance.ts).
 * Throws JianbiaoError when the window has not been built, or the port is not to be had; then nothing
 * is left running.
 */
export async function startLocalShell(options: LocalShellOptions): Promise<LocalShell> {
  const server = createServer();
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const { files, runFolder } = closingUnless(server, () => ({
    files: staticFiles(options.distDir, port),
    runFolder: createRunFolder(options.temporaryDir ?? temporaryFolder(), options.dataDir),
  }));
  const entrance = createEntrance();
  const transfers = createTransfers(runFolder.path);
  const tidying = setInterval(() => transfers.tidy(), TIDY_MS).unref();
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
      if (isLocking(event, payload)) transfers.wipe();
      const frame = encodeFrame({ kind: 'event', event, payload } satisfies FromServer);
      for (const socket of sockets) socket.send(frame);
    },
  );
  const entered = Promise.withResolvers<void>();
  const context: RequestContext = {
    port,
    entrance,
    transfers,
    engine,
    runFolder,
    desk: createDesk(engine, transfers, createPlaces(usualPlaces)),
    files,
    entered: entered.resolve,
  };
  server.on('request', (request, response) => {
    answerRequest(request, response, context).catch((thrown: unknown) => {
      if (response.headersSent) response.destroy();
      else respondError(response, thrown);
    });
  });
  const socketServer = serveSockets(server, context, sockets);
  // Never rejects: without a sample the start page comes, as without asking.
  const { sample } = options;
  if (sample !== undefined && sample !== null) await engine.call('sample.open', { role: sample });

  return {
    newAddress({ route, lifeMs = PRINTED_CODE_LIFE_MS } = {}) {
      const to = route === undefined ? '' : `&to=${encodeURIComponent(route)}`;
      return `http://127.0.0.1:${port}${ENTRANCE}#code=${entrance.issue(lifeMs)}${to}`;
    },
    port,
    engine,
    runFolder,
    windows: () => sockets.size,
    onEntered: (listener) => {
      entered.promise.then(listener);
    },
    async close() {
      clearInterval(tidying);
      for (const socket of sockets) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      try {
        await Promise.all([new Promise((closed) => server.close(closed)), engine.close()]);
      } finally {
        runFolder.remove();
      }
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (thrown: NodeJS.ErrnoException) => {
      const unavailable = thrown.code === 'EADDRINUSE' || thrown.code === 'EACCES';
      failed(unavailable ? new JianbiaoError('port-unavailable', { port }, { cause: thrown }) : thrown);
    });
    server.listen(port, '127.0.0.1', listening);
  });
}

/** Does what the server needs; closes it when that fails. */
function closingUnless<Made>(server: Server, make: () => Made): Made {
  try {
    return make();
  } catch (thrown) {
    server.close();
    throw thrown;
  }
}

/** The engine says so when the open workspace is closed, and its client when the engine is lost: no id names an open one. */
function isLocking(event: string, payload: unknown): boolean {
  return (
    event === 'changed' &&
    typeof payload === 'object' &&
    payload !== null &&
    'what' in payload &&
    payload.what === 'workspace' &&
    !('id' in payload && payload.id !== undefined)
  );
}

/** Lets windows connect. Whatever a socket sends, and however it breaks, ends at most that socket. */
function serveSockets(server: Server, context: RequestContext, sockets: Set<WebSocket>): WebSocketServer {
  const { port, entrance, desk } = context;
  const ignored = (): void => undefined;
  const socketServer = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: () => 'jianbiao',
  });
  // Node ends a process whose sockets' errors nobody hears; each of these is told to the other side by closing.
  socketServer.on('error', ignored);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head) => {
    socket.on('error', ignored);
    const pathname = (request.url ?? '').split('?')[0] ?? '';
    const allowed =
      hostIsOurs(request, port) &&
      originIsOurs(request, port) &&
      entrance.roomOf(request, pathname)?.asked === 'socket';
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    socketServer.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on('error', ignored);
      opened.on('close', () => sockets.delete(opened));
      opened.on('message', (data: Buffer) => receive(opened, data, desk));
    });
  });
  return socketServer;
}

/** One message of a window. What is not a message of ours ends the connection; a failed one is answered. */
function receive(socket: WebSocket, data: Buffer, desk: LocalDesk): void {
  let message: ToServer;
  try {
    message = toServer.parse(decodeFrame(data));
  } catch {
    socket.close(1008, 'malformed message');
    return;
  }
  const { id } = message;
  const work = async (): Promise<RawAnswer> => {
    requireFitRequest(message);
    return desk(message);
  };
  work()
    .catch((thrown: unknown): RawAnswer => ({ ok: false, error: toErrorRecord(thrown) }))
    .then((answer) => socket.send(encodeFrame({ kind: 'answer', id, answer } satisfies FromServer)))
    // The window left before its answer came: there is nobody to tell.
    .catch(() => undefined);
}

interface RequestContext {
  readonly port: number;
  readonly entrance: Entrance;
  readonly transfers: Transfers;
  readonly engine: EngineClient;
  readonly runFolder: RunFolder;
  readonly desk: LocalDesk;
  readonly files: StaticFiles;
  readonly entered: () => void;
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const { port, entrance, files } = context;
  if (!hostIsOurs(request, port)) return refuse(response);
  // Joined as text: a path that begins with // must not become a host.
  const url = new URL(`http://127.0.0.1:${port}${request.url ?? '/'}`);
  const room = entrance.roomOf(request, url.pathname);
  if (request.method === 'POST') {
    if (!originIsOurs(request, port)) return refuse(response);
    if (url.pathname === ENTRANCE) return takeCode(request, response, context);
    if (room?.asked === 'upload') return takeUpload(request, response, url, context);
    return refuse(response);
  }
  if (request.method !== 'GET') return refuse(response);
  // A page on disk, or a link that somebody wrote down, leads here: it needs a code to get any further.
  if (url.pathname === '/' || url.pathname === ENTRANCE) return files.entrance(response);
  if (!fetchSiteIsOurs(request)) return refuse(response);
  if (room === null) {
    // A bookmark, or a window of a browser that has lost its cookie: told where to get in.
    if (url.pathname.startsWith('/w/') && url.pathname.endsWith('/')) return files.entrance(response);
    return files.file(url.pathname, response);
  }
  if (room.asked === '') return files.window(response);
  return sendDownload(room, response, context);
}

/** Takes the one-time code in a request's body and gives the browser its cookie. */
async function takeCode(
  request: IncomingMessage,
  response: ServerResponse,
  { entrance, runFolder, entered }: RequestContext,
): Promise<void> {
  let code = '';
  for await (const part of request) {
    code += String(part);
    if (code.length > MAX_CODE_BYTES) return refuse(response);
  }
  const session = entrance.enter(code);
  if (session === null) return refuse(response);
  runFolder.dropPages();
  entered();
  sendJson(response, { page: session.page }, { 'Set-Cookie': session.cookie });
}

async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { transfers, desk }: RequestContext,
): Promise<void> {
  const name = url.searchParams.get('name') ?? '';
  const length = request.headers['content-length'];
  const path = await transfers.receive(name, request, length === undefined ? null : Number(length));
  sendJson(response, await desk.uploaded(name, path));
}

async function sendDownload(
  room: Room,
  response: ServerResponse,
  { transfers }: RequestContext,
): Promise<void> {
  const id = /^download\/([A-Za-z0-9_-]+)$/.exec(room.asked)?.[1];
  const taken = id === undefined ? null : await transfers.take(id);
  if (taken === null) return refuse(response);
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': taken.bytes,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(taken.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  await pipeline(taken.stream, response);
}

function sendJson(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end('拒绝访问\n');
}

function respondError(response: ServerResponse, thrown: unknown): void {
  const status = thrown instanceof JianbiaoError ? 400 : 500;
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' });
  response.end(JSON.stringify({ error: toErrorRecord(thrown) }));
}
