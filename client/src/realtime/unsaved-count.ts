interface Sent {
  /** Edits that the message itself brings. */
  readonly edits: 0 | 1;
  /** It answers the server's question what it lacks, and so brings everything that was not stored before. */
  readonly isAnswer: boolean;
}

/**
 * How many edits of this browser the server has not said to be stored. Counted by messages and not by comparing state
 * vectors, which stay the same when something is only deleted.
 */
export class UnsavedCount {
  /** Edits that were made without a connection, or that were on their way when it broke. */
  #carried = 0;
  #inFlight: Sent[] = [];
  #acknowledged = 0;

  get value(): number {
    return this.#carried + this.#inFlight.reduce((sum, { edits }) => sum + edits, 0);
  }

  /** A new connection: both sides count from zero, and what was on its way may have been lost. */
  opened(): void {
    this.#carried = this.value;
    this.#inFlight = [];
    this.#acknowledged = 0;
  }

  /** Edits that no connection took; those of an earlier page load among them. */
  kept(edits = 1): void {
    this.#carried += edits;
  }

  sentAnswer(): void {
    this.#inFlight.push({ edits: 0, isAnswer: true });
  }

  sentUpdate(edits: 0 | 1 = 1): void {
    this.#inFlight.push({ edits, isAnswer: false });
  }

  /** @param count of the connection's document messages that are stored */
  acknowledged(count: number): void {
    const stored = this.#inFlight.splice(0, Math.max(0, count - this.#acknowledged));
    this.#acknowledged = Math.max(this.#acknowledged, count);
    if (stored.some(({ isAnswer }) => isAnswer)) this.#carried = 0;
  }
}
