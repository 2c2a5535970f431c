import { Latencies } from '../latencies.ts';
import { News } from './news.ts';

/** What the load knows of one document and everybody who writes in it. */
export class LoadRoom {
  readonly name: string;
  readonly news = new News();
  /** By Yjs client. */
  readonly writers = new Map<number, Sent>();

  constructor(name: string) {
    this.name = name;
  }

  writer(clientId: number): Sent {
    const sent = new Sent(this.writers.size);
    this.writers.set(clientId, sent);
    return sent;
  }
}

/** When one writer sent which clock. */
export class Sent {
  readonly index: number;
  readonly #at: number[] = [];

  constructor(index: number) {
    this.index = index;
  }

  get clock(): number {
    return this.#at.length;
  }

  now(): void {
    this.#at.push(performance.now());
  }

  at(clock: number): number {
    return this.#at[clock] ?? performance.now();
  }
}

/** What all members together have seen since it was last cleared. */
export class Tally {
  readonly seen = new Latencies();
  readonly saved = new Latencies();
  readonly cursors = new Latencies();
  delivered = 0;
  sent = 0;
  cursorsDelivered = 0;

  clear(): void {
    for (const latencies of [this.seen, this.saved, this.cursors]) latencies.clear();
    this.delivered = this.sent = this.cursorsDelivered = 0;
  }
}
