import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CLOSE_CODES } from 'shared/realtime/messages.ts';
import type { Load } from './load.ts';
import type { RealtimeMetrics } from './realtime-metrics.ts';

/** Rules are named by brands: what comes after so many of them is counted as `other`, or one brand could fill the memory. */
const MOST_REASONS = 200;
const QUICK_S = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25];
const COMMIT_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const COUNTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];
/** Ours, and those that sockets close with by themselves. */
const KNOWN_CODES = new Set<number>([...Object.values(CLOSE_CODES), 1000, 1001, 1005, 1006, 1009]);

/** What the server counts, in the form that Prometheus reads; `docs/operations.md` says what each means. */
export class PrometheusMetrics implements RealtimeMetrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #reasons = new Set<string>();
  readonly #rooms = new Gauge({ name: 'mitwerk_rooms', help: 'Designs that are open.', registers: this.#registers });
  readonly #sockets = new Gauge({ name: 'mitwerk_sockets', help: 'Open sockets.', registers: this.#registers });
  readonly #closed = new Counter({
    ...{ name: 'mitwerk_sockets_closed_total', help: 'Closed sockets, by code.', registers: this.#registers },
    labelNames: ['code'],
  });
  readonly #verdicts = new Counter({
    ...{ name: 'mitwerk_verdicts_total', help: 'What became of updates, and why.', registers: this.#registers },
    labelNames: ['kind', 'reason'],
  });
  readonly #gate = new Histogram({
    ...{ name: 'mitwerk_gate_seconds', help: 'To check one update.', registers: this.#registers },
    buckets: QUICK_S,
  });
  readonly #updates = new Counter({
    ...{ name: 'mitwerk_updates_total', help: 'Updates that were checked.', registers: this.#registers },
  });
  readonly #commit = new Histogram({
    ...{ name: 'mitwerk_commit_seconds', help: 'To store one group commit.', registers: this.#registers },
    buckets: COMMIT_S,
  });
  readonly #commitRows = new Histogram({
    ...{ name: 'mitwerk_commit_rows', help: 'Updates in one commit.', registers: this.#registers },
    buckets: COUNTS,
  });
  readonly #commitRooms = new Histogram({
    ...{ name: 'mitwerk_commit_rooms', help: 'Designs in one commit.', registers: this.#registers },
    buckets: COUNTS,
  });
  readonly #shed = new Counter({
    ...{ name: 'mitwerk_shed_total', help: 'Sockets refused because of overload.', registers: this.#registers },
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The media type of what `text` gives. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Shows what the server goes by when it turns people away. */
  watch(load: Load): void {
    const registers = this.#registers;
    new Gauge({
      ...{ name: 'mitwerk_loop_delay_seconds', help: 'How late the event loop is, by time.', registers },
      collect() {
        this.set(load.delayMs / 1_000);
      },
    });
    new Gauge({
      ...{ name: 'mitwerk_overloaded', help: '1 while nobody new is taken in.', registers },
      collect() {
        this.set(load.isOverloaded ? 1 : 0);
      },
    });
  }

  roomOpened(): void {
    this.#rooms.inc();
  }

  roomClosed(): void {
    this.#rooms.dec();
  }

  socketOpened(): void {
    this.#sockets.inc();
  }

  socketClosed(code: number): void {
    this.#sockets.dec();
    this.#closed.inc({ code: KNOWN_CODES.has(code) ? String(code) : 'other' });
  }

  verdict(kind: 'accepted' | 'adjusted' | 'refused' | 'known', reason = ''): void {
    const known = this.#reasons.has(reason) || this.#reasons.size < MOST_REASONS;
    if (known) this.#reasons.add(reason);
    this.#verdicts.inc({ kind, reason: known ? reason : 'other' });
  }

  gated(seconds: number): void {
    this.#updates.inc();
    this.#gate.observe(seconds);
  }

  committed(seconds: number, rows: number, rooms: number): void {
    this.#commit.observe(seconds);
    this.#commitRows.observe(rows);
    this.#commitRooms.observe(rooms);
  }

  shed(): void {
    this.#shed.inc();
  }
}
