import type { PersonId } from 'shared/ids.ts';
import { closeText } from 'shared/realtime/close-reason.ts';
import { type AccessNotice, CLOSE_CODES, type CloseReason } from 'shared/realtime/messages.ts';
import type { Clock } from './clock.ts';
import { ackFrame, type Frame, readFrame } from './frames.ts';
import { connectionAllowance, type PersonAllowance, STATE_VECTOR_COST } from './limits.ts';
import type { Wire } from './wire.ts';

export interface ConnectedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly colour: string;
}

/** A reader who is this far behind is cut off; connecting again costs less than keeping it all. */
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;
const MOST_WAITING = 100;
/** Who has sent so many edits that are not stored has to wait: a slow database slows writers, and fills no memory. */
const MOST_UNSTORED = 500;

export interface ConnectionOptions {
  readonly wire: Wire;
  readonly person: ConnectedPerson;
  readonly allowance: PersonAllowance;
  readonly clock: Clock;
  /** It asked for states in Yjs' second format. */
  readonly wantsV2: boolean;
}

/** One socket of one person: what it may do, what it has sent, how far that is stored. */
export class Connection {
  readonly person: ConnectedPerson;
  readonly wantsV2: boolean;
  /** Set before its first frame is handled. */
  access: AccessNotice = { access: 'view', because: null, epoch: 1 };
  /** The Yjs client that it shows itself as; null until it has. */
  clientId: number | null = null;
  /** Document messages taken since it was opened; an acknowledgement counts them. */
  received = 0;
  /** It has been sent the document: from now on it gets what others write. */
  hasDocument = false;
  /** It has answered with what it held: from now on its updates join on to what is stored. */
  hasAnswered = false;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #shared: PersonAllowance;
  readonly #own;
  #arrived = 0;
  #acknowledged = 0;
  /** Frames that came before anybody listened: a socket does not wait for its room to open. */
  #waiting: Frame[] = [];
  #receive: ((frame: Frame) => void) | null = null;
  #onClosed: ((code: number) => void)[] = [];
  #isAlive = true;
  #isPaused = false;
  #isDeaf = false;
  #outbox: Uint8Array[] = [];
  /** Size of the document as it was sent: it may still be on its way. */
  #stateBytes = 0;

  /** Listens from the first moment: what nobody listens for is lost. */
  constructor({ wire, person, allowance, clock, wantsV2 }: ConnectionOptions) {
    this.#wire = wire;
    this.#clock = clock;
    this.#shared = allowance;
    this.#own = connectionAllowance(clock.now());
    this.person = person;
    this.wantsV2 = wantsV2;
    wire.listen({
      message: (bytes) => this.#take(bytes),
      pong: () => (this.#isAlive = true),
      closed: (code) => this.#closed(code),
    });
  }

  get isOpen(): boolean {
    return this.#wire.isOpen;
  }

  /** Called once, with the close code; at once where it is closed already. */
  onClose(left: (code: number) => void): void {
    if (this.#wire.isOpen) this.#onClosed.push(left);
    else left(1006);
  }

  /** Hands over every frame, those first that came before. */
  listen(receive: (frame: Frame) => void): void {
    this.#receive = receive;
    this.#handOver();
  }

  /** Takes nothing any more; what has come by now is still handled. Who sends more will send it to another server. */
  stopListening(): void {
    this.#isDeaf = true;
  }

  /** Keeps what comes until `until` is over, however that ends: what is sent after something comes after it. */
  async hold(until: Promise<unknown>): Promise<void> {
    const receive = this.#receive;
    this.#receive = null;
    try {
      await until;
    } finally {
      // Closed meanwhile: nobody listens any more.
      if (this.#receive === null) {
        this.#receive = receive;
        this.#handOver();
      }
    }
  }

  /** Puts a message into what the next `flush` sends. */
  queue(message: Uint8Array): void {
    this.#outbox.push(message);
  }

  /** The same for the document itself, which may be larger than anything else that somebody may be behind with. */
  queueState(messages: readonly Uint8Array[]): void {
    for (const message of messages) this.queue(message);
    const bytes = messages.reduce((sum, { byteLength }) => sum + byteLength, 0);
    // Not the sum: who asks again and again, and reads nothing, would be kept all of it.
    this.#stateBytes = Math.max(this.#stateBytes, bytes);
  }

  /** Sends what is queued, in one write. */
  flush(): void {
    if (this.#outbox.length === 0) return;
    const messages = this.#outbox;
    this.#outbox = [];
    if (!this.#wire.isOpen) return;
    if (this.#wire.waitingBytes > MOST_BUFFERED_BYTES + this.#stateBytes) return this.#wire.terminate();
    this.#wire.send(messages);
  }

  send(message: Uint8Array): void {
    this.queue(message);
    this.flush();
  }

  /** Queues how far its document messages are stored. */
  acknowledge(count: number): void {
    if (count === this.#acknowledged) return;
    this.#acknowledged = count;
    this.queue(ackFrame(count));
    this.#regulate();
  }

  /** Charges its person for the server's time. */
  charge(milliseconds: number): void {
    if (!this.#shared.work(milliseconds, this.#clock.now())) this.close('too_fast', 'work');
  }

  /**
   * Between two calls it has to have answered a ping. The acknowledgement is repeated because an ordinary Yjs client
   * takes a socket on which it hears nothing for half a minute for dead, and pings do not reach it.
   */
  checkAlive(): void {
    if (!this.#isAlive) return this.#wire.terminate();
    this.#isAlive = false;
    this.#wire.ping();
    this.send(ackFrame(this.#acknowledged));
  }

  close(reason: CloseReason, detail: string | null = null): void {
    this.flush();
    this.#receive = () => undefined;
    this.#waiting = [];
    closeWire(this.#wire, reason, detail);
  }

  #take(bytes: Uint8Array | null): void {
    if (!this.#wire.isOpen || this.#isDeaf) return;
    if (bytes === null) return this.close('malformed', 'text');
    const frame = readFrame(bytes);
    const now = this.#clock.now();
    const cost = frame?.type === 'state_vector' ? STATE_VECTOR_COST : 1;
    if (!this.#own.take(cost, bytes.byteLength, now) || !this.#shared.take(cost, bytes.byteLength, now))
      return this.close('too_fast');
    if (frame === null) return this.close('malformed', 'frame');
    if (frame.type === 'update') {
      if (this.#shared.owesWork(now)) return this.close('too_fast', 'work');
      this.#arrived += 1;
      this.#regulate();
    }
    if (this.#receive && this.#waiting.length === 0) return this.#receive(frame);
    this.#waiting.push(frame);
    if (this.#waiting.length > MOST_WAITING + MOST_UNSTORED) this.close('too_fast');
  }

  #handOver(): void {
    while (this.#receive) {
      const frame = this.#waiting.shift();
      if (!frame) return;
      this.#receive(frame);
    }
  }

  #regulate(): void {
    const isFull = this.#arrived - this.#acknowledged > MOST_UNSTORED;
    if (isFull === this.#isPaused) return;
    this.#isPaused = isFull;
    if (isFull) this.#wire.pause();
    else this.#wire.resume();
  }

  #closed(code: number): void {
    this.#outbox = [];
    const called = this.#onClosed;
    this.#onClosed = [];
    for (const left of called) left(code);
  }
}

/** Says why before it closes: the status of a refused upgrade would never reach a page in a browser. */
export function closeWire(wire: Wire, reason: CloseReason, detail: string | null = null): void {
  wire.close(CLOSE_CODES[reason], closeText(reason, detail));
}
