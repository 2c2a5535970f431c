import { TokenBucket } from './token-bucket.ts';

/** A person who drags sends 30 positions a second, and an ordinary Yjs client repeats everybody else's. */
const PER_CONNECTION = { messages: { burst: 1_000, perSecond: 300 }, bytes: { burst: 4 << 20, perSecond: 512 << 10 } };
/** Several windows and devices at once. */
const PER_PERSON = {
  messages: { burst: 3_000, perSecond: 900 },
  bytes: { burst: 12 << 20, perSecond: 1_536 << 10 },
  // Milliseconds in which the server looks at what they send; honest edits take a tenth of one each.
  work: { burst: 2_000, perSecond: 200 },
};
/** A state vector is answered with all that is missing, which may be the whole document. */
export const STATE_VECTOR_COST = 20;

interface Sizes {
  readonly messages: { readonly burst: number; readonly perSecond: number };
  readonly bytes: { readonly burst: number; readonly perSecond: number };
}

/** How much may be sent: a burst, and so much a second in the long run. */
class Allowance {
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;

  constructor({ messages, bytes }: Sizes, nowMs: number) {
    this.#messages = new TokenBucket(messages.burst, messages.perSecond, nowMs);
    this.#bytes = new TokenBucket(bytes.burst, bytes.perSecond, nowMs);
  }

  take(messages: number, bytes: number, nowMs: number): boolean {
    return this.#messages.take(messages, nowMs) && this.#bytes.take(bytes, nowMs);
  }
}

export function connectionAllowance(nowMs: number): Allowance {
  return new Allowance(PER_CONNECTION, nowMs);
}

/** What one person may send over all of their connections, and how much of the server's time it may cost. */
export class PersonAllowance {
  readonly #sending: Allowance;
  readonly #work: TokenBucket;

  constructor(nowMs: number) {
    this.#sending = new Allowance(PER_PERSON, nowMs);
    this.#work = new TokenBucket(PER_PERSON.work.burst, PER_PERSON.work.perSecond, nowMs);
  }

  take(messages: number, bytes: number, nowMs: number): boolean {
    return this.#sending.take(messages, bytes, nowMs);
  }

  /** Charges for work that is done. @returns whether there was that much left */
  work(milliseconds: number, nowMs: number): boolean {
    return this.#work.charge(milliseconds, nowMs);
  }

  /** Whether it has cost more than they may: who comes back at once does not begin anew. */
  owesWork(nowMs: number): boolean {
    return !this.#work.take(0, nowMs);
  }
}
