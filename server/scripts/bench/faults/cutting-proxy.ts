import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './free-port.ts';

/** How updates begin in what is sent to be appended; the statement itself is sent once for a connection. */
const UPDATES = String.raw`{"\\x`;

/**
 * Stands between a server and its database. When told to, it passes on what the server asks and cuts the connection
 * before the answer comes back: nobody knows whether it was done.
 */
export class CuttingProxy {
  readonly url: string;
  cuts = 0;
  readonly #server: Server;
  readonly #pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  #isToCut = false;

  private constructor(target: URL, port: number) {
    const url = new URL(target);
    url.port = String(port);
    this.url = url.href;
    this.#server = createServer((near) => this.#pair(near, connect(Number(target.port), target.hostname)));
    this.#server.listen(port, '127.0.0.1');
  }

  static async to(url: string): Promise<CuttingProxy> {
    return new CuttingProxy(new URL(url), await freePort());
  }

  /** The next append to the log is done, and its answer is lost. */
  cutNext(): void {
    this.#isToCut = true;
  }

  close(): void {
    this.#server.close();
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
      if (this.#isToCut && bytes.includes(UPDATES)) {
        this.#isToCut = false;
        isLost = true;
        this.cuts += 1;
        // Long enough for the commit, which nobody will hear of.
        setTimeout(() => near.destroy(), 50);
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!isLost) near.write(bytes);
    });
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  }
}
