import type { RawData, WebSocket } from 'ws';
import { closeText } from 'shared/realtime/close-reason.ts';
import { type AccessNotice, CLOSE_CODES, type CloseReason } from 'shared/realtime/messages.ts';
import type { PersonId } from 'shared/ids.ts';
import { ackFrame, type Frame, readFrame } from './frames.ts';
import { TokenBucket } from './token-bucket.ts';

export interface ConnectedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly colour: string;
}

// A person who drags sends 30 positions a second, and an ordinary Yjs client repeats everybody else's.
const MESSAGES = { burst: 1_000, perSecond: 300 };
const BYTES = { burst: 4 * 1024 * 1024, perSecond: 512 * 1024 };
// A state vector is answered with all that is missing, which may be the whole document.
const STATE_VECTOR_COST = 20;
/** A reader who is this far behind is cut off; connecting again costs less than keeping it all. */
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;
const MOST_WAITING = 100;

/** One socket of one person: what it may do, what it has sent, how far that is stored. */
export class Connection {
  readonly person: ConnectedPerson;
  /** Set before its first frame is handled. */
  access: AccessNotice = { access: 'view', because: null };
  /** The Yjs client that it writes as; null until it has shown. */
  clientId: number | null = null;
  /** Document messages received since it was opened; an acknowledgement counts them. */
  received = 0;
  acknowledged = 0;
  /** It has been sent the document: from now on it gets what others write. */
  hasDocument = false;
  /** It has answered with what it held: from now on its updates join on to what is stored. */
  hasAnswered = false;
  readonly #socket: WebSocket;
  readonly #messages = new TokenBucket(MESSAGES.burst, MESSAGES.perSecond, performance.now());
  readonly #bytes = new TokenBucket(BYTES.burst, BYTES.perSecond, performance.now());
  /** Frames that came before anybody listened: a socket does not wait for its room to open. */
  #waiting: Frame[] = [];
  #receive: ((frame: Frame) => void) | null = null;
  #isAlive = true;

  /** Listens to the socket from the first moment: what nobody listens for is lost, and an unheard error ends the server. */
  constructor(socket: WebSocket, person: ConnectedPerson) {
    this.#socket = socket;
    this.person = person;
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('error', () => socket.terminate());
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  onClose(left: () => void): void {
    if (this.isOpen) this.#socket.once('close', left);
    else left();
  }

  /** Hands over every frame, those first that came before. */
  listen(receive: (frame: Frame) => void): void {
    this.#receive = receive;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) receive(frame);
  }

  #take(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    if (!isBinary || !Buffer.isBuffer(data)) return this.close('malformed', 'text');
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const frame = readFrame(bytes);
    const now = performance.now();
    const cost = frame?.type === 'state_vector' ? STATE_VECTOR_COST : 1;
    if (!this.#messages.take(cost, now) || !this.#bytes.take(bytes.byteLength, now)) return this.close('too_fast');
    if (frame === null) return this.close('malformed', 'frame');
    if (this.#receive) return this.#receive(frame);
    this.#waiting.push(frame);
    if (this.#waiting.length > MOST_WAITING) this.close('too_fast');
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MOST_BUFFERED_BYTES) return this.#socket.terminate();
    this.#socket.send(frame);
  }

  /** Says how far its document messages are stored. */
  acknowledge(count: number): void {
    if (count === this.acknowledged) return;
    this.acknowledged = count;
    this.send(ackFrame(count));
  }

  /**
   * Between two calls it has to have answered a ping. The acknowledgement is repeated because an ordinary Yjs client
   * takes a socket on which it hears nothing for half a minute for dead, and pings do not reach it.
   */
  checkAlive(): void {
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
    this.send(ackFrame(this.acknowledged));
  }

  close(reason: CloseReason, detail: string | null = null): void {
    this.#receive = () => undefined;
    closeSocket(this.#socket, reason, detail);
  }
}

/** Says why before it closes: the status of a refused upgrade would never reach a page in a browser. */
export function closeSocket(socket: WebSocket, reason: CloseReason, detail: string | null = null): void {
  socket.close(CLOSE_CODES[reason], closeText(reason, detail));
}
