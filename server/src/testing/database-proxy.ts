import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** How updates begin in what is sent to be appended; the statement itself is sent once for a connection. */
const UPDATES = String.raw`{"\\x`;
/** What PostgreSQL says to a statement when its disk is full, and that it is ready for the next one. */
const DISK_FULL = Buffer.concat([errorMessage('53100', 'could not extend file: No space left on device'), ready()]);

/**
 * Stands between a server and its database. It can pass on an append to the log and lose the answer, so that nobody knows
 * whether it was done; be gone for a while; and say to every append that the disk is full.
 */
export class DatabaseProxy {
  readonly port: number;
  /** How many answers it has lost, and how many appends it has refused. */
  lost = 0;
  refused = 0;
  readonly #server: Server;
  readonly #pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  #isToLose = false;
  #isFull = false;
  #isAway = false;

  private constructor(server: Server, target: NetConnectOpts) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near: Socket) => {
      if (this.#isAway) near.destroy();
      else this.#pair(near, connect(target));
    });
  }

  static async to(target: NetConnectOpts): Promise<DatabaseProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DatabaseProxy(server, target);
  }

  /** The next append to the log is done, and its answer is lost. */
  loseNextAnswer(): void {
    this.#isToLose = true;
  }

  /** From now on nothing can be appended, as when the disk is full. */
  fillDisk(isFull: boolean): void {
    this.#isFull = isFull;
  }

  /** What is said on the connections that there are arrives nowhere from now on; new ones work. */
  goSilent(): void {
    for (const { near } of this.#pairs) near.removeAllListeners('data').resume();
  }

  /** Every connection is lost, and none can be made until it is back. */
  goAway(isAway: boolean): void {
    this.#isAway = isAway;
    if (isAway) this.#cutAll();
  }

  close(): void {
    this.#server.close();
    this.#cutAll();
  }

  #cutAll(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  #pair(near: Socket, far: Socket): void {
    const pair = { near, far };
    let isLost = false;
    this.#pairs.add(pair);
    near.on('data', (bytes) => {
      const isAppend = bytes.includes(UPDATES);
      if (isAppend && this.#isFull) {
        this.refused += 1;
        near.write(DISK_FULL);
        return;
      }
      if (isAppend && this.#isToLose) {
        this.#isToLose = false;
        isLost = true;
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!isLost) return void near.write(bytes);
      // It answers when it has committed.
      this.lost += 1;
      near.destroy();
    });
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  }
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html: ErrorResponse. */
function errorMessage(code: string, message: string): Buffer {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0M${message}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** ReadyForQuery, in no transaction. */
function ready(): Buffer {
  return Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
}
