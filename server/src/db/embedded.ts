import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the worker is told at its start. */
export interface EmbeddedStart {
  /** Where the data lives; `null` keeps it in memory. */
  readonly dataDir: string | null;
  /** A dump of another embedded database to begin with. */
  readonly template: Uint8Array<ArrayBuffer> | null;
  readonly address: { readonly path: string } | { readonly host: string };
}
export type EmbeddedRequest = 'dump' | 'close';
export type EmbeddedAnswer =
  | { readonly type: 'ready'; readonly port: number | null }
  | { readonly type: 'dumped'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string };

/** A running PGlite that speaks the PostgreSQL protocol. */
export interface EmbeddedDatabase {
  /** How the `postgres` driver reaches it. */
  readonly connection: { readonly path: string } | { readonly host: string; readonly port: number };
  /** The whole database as a tar, for `template`. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets the database write what it holds and ends its thread. */
  close(): Promise<void>;
}

/** The longest path that a Unix socket may have on every system we know (macOS: 104 bytes with the final zero). */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Starts PGlite in a worker thread behind a socket that only this user can reach.
 * @throws Error with the database's own words when it cannot open `dataDir`
 */
export async function startEmbedded(options: {
  readonly dataDir: string | null;
  readonly template?: Uint8Array<ArrayBuffer>;
}): Promise<EmbeddedDatabase> {
  const socketDirectory = await privateDirectory();
  const address: EmbeddedStart['address'] = socketDirectory
    ? { path: join(socketDirectory, 's') }
    : { host: '127.0.0.1' };
  const start: EmbeddedStart = { dataDir: options.dataDir, template: options.template ?? null, address };
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: start });
  const removeSocket = (): void => {
    process.off('exit', removeSocket);
    if (socketDirectory) rmSync(socketDirectory, { recursive: true, force: true });
  };
  process.on('exit', removeSocket);
  try {
    const ready = await answerOf(worker, 'ready');
    return {
      connection: 'path' in address ? address : { host: address.host, port: ready.port ?? 0 },
      async dump() {
        worker.postMessage('dump' satisfies EmbeddedRequest);
        return (await answerOf(worker, 'dumped')).bytes;
      },
      async close() {
        const ended = new Promise((resolve) => worker.once('exit', resolve));
        worker.postMessage('close' satisfies EmbeddedRequest);
        await ended;
        removeSocket();
      },
    };
  } catch (error) {
    await worker.terminate();
    removeSocket();
    throw error;
  }
}

/** A directory of this user alone whose path leaves room for a socket; `null` where only loopback TCP will do. */
async function privateDirectory(): Promise<string | null> {
  if (process.platform === 'win32') return null;
  for (const parent of [tmpdir(), '/tmp']) {
    if (Buffer.byteLength(join(parent, 'mitwerk-XXXXXX', 's')) > MAX_SOCKET_PATH_BYTES) continue;
    return mkdtemp(join(parent, 'mitwerk-'));
  }
  return null;
}

type AnswerOf<T extends EmbeddedAnswer['type']> = Extract<EmbeddedAnswer, { type: T }>;

function answerOf<T extends EmbeddedAnswer['type']>(worker: Worker, type: T): Promise<AnswerOf<T>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (message: EmbeddedAnswer): void => {
      if (message.type === type) settle(() => resolve(message as AnswerOf<T>));
      else if (message.type === 'failed') settle(() => reject(new Error(message.message)));
    };
    const onError = (error: unknown): void =>
      settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    const onExit = (): void => settle(() => reject(new Error('The embedded database ended by itself.')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
