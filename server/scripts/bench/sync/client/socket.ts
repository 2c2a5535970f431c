import { connect, type Socket } from 'node:net';
import { clientFrame, type FrameListener, FrameReader, pongFrame } from './ws-frames.ts';

const READ_BYTES = 256 * 1024;
/** One for all sockets: what is read is looked at before anything else is read. */
const shared = Buffer.allocUnsafe(READ_BYTES);

export interface SocketOptions {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A WebSocket over plain TCP that does as little as it can: the load has to come from somewhere, and on the same two
 * cores.
 */
export class LoadSocket {
  readonly opened: Promise<void>;
  /** How it ended; null: it has not. */
  ended: string | null = null;
  /** Bytes that came, frames and all. */
  receivedBytes = 0;
  readonly #tcp: Socket;
  readonly #reader: FrameReader;
  /** What came before the end of the answer to the upgrade; null: that has come. */
  #head: string | null = '';
  #open: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor({ port, path, headers }: SocketOptions, message: FrameListener['message']) {
    this.opened = new Promise((resolve, reject) => {
      this.#open = resolve;
      this.#fail = reject;
    });
    this.#reader = new FrameReader({
      message,
      ping: (payload) => this.#tcp.write(pongFrame(payload)),
      close: (code, reason) => (this.ended ??= `${String(code)} ${reason}`),
    });
    this.#tcp = connect({
      ...{ port, host: '127.0.0.1', noDelay: true },
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#take(shared.subarray(0, length));
          return true;
        },
      },
    });
    this.#tcp.on('error', (error) => this.#end(error.message));
    this.#tcp.on('close', () => this.#end('closed'));
    const lines = Object.entries({
      Host: `127.0.0.1:${String(port)}`,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  send(message: Uint8Array): void {
    this.#tcp.write(clientFrame(message));
  }

  /** @param frame made by `clientFrame` */
  write(frame: Buffer): void {
    this.#tcp.write(frame);
  }

  destroy(): void {
    this.ended ??= 'by us';
    this.#tcp.destroy();
  }

  #take(chunk: Buffer): void {
    this.receivedBytes += chunk.length;
    if (this.#head === null) return this.#reader.take(chunk);
    this.#head += chunk.toString('latin1');
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const [status = ''] = this.#head.split('\r\n');
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1');
    this.#head = null;
    if (!status.includes(' 101 ')) return this.#end(status);
    this.#open();
    if (rest.length > 0) this.#reader.take(rest);
  }

  #end(how: string): void {
    this.ended ??= how;
    this.#fail(new Error(`A socket ended: ${this.ended}`));
  }
}
