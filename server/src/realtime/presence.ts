import { cleanPresence, PRESENCE_LIMIT } from 'shared/realtime/presence.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { PresenceBatch } from './presence-batch.ts';

/** Between two messages to the same people: what happens meanwhile travels together. */
const PAUSE_MS = 40;
/** From this many people on, those who came later get cursors more rarely: nobody follows fifty of them. */
const MOST_SERVED = 50;
const RARELY_MS = 240;

/**
 * Who is in a room and where they point. Nothing of it is passed on as it came: the server writes who it is and when,
 * so nobody can speak for somebody else, or for themselves after they have left.
 */
export class RoomPresence {
  readonly #clock: Clock;
  readonly #members: Iterable<Connection>;
  /** By Yjs client: what the others know of it, as JSON. */
  readonly #shown = new Map<
    Connection,
    { readonly clientId: number; readonly state: string; readonly clock: number }
  >();
  #changed = new PresenceBatch();
  #cancel: (() => void) | null = null;
  #sentAtMs = -Infinity;
  /** What those who are served rarely have not had yet, and who they are; also of those who have moved up since. */
  #held = new PresenceBatch();
  #waiting = new Set<Connection>();
  #cancelHeld: (() => void) | null = null;
  #heldSentAtMs = -Infinity;
  // Others keep the highest clock they have seen of a client, also from before this server was started.
  #tick = Date.now();

  constructor(members: Iterable<Connection>, clock: Clock) {
    this.#members = members;
    this.#clock = clock;
  }

  /** @param state JSON as the person sent it; what is not of its form is left out, `null` takes them off */
  set(connection: Connection, state: string): void {
    if (connection.clientId === null || state.length > PRESENCE_LIMIT) return;
    const raw = parse(state);
    if (raw === null) return this.remove(connection);
    const { id, name, colour } = connection.person;
    const shown = JSON.stringify({ user: { id, name, colour }, ...cleanPresence(raw) });
    // An ordinary Yjs client repeats itself every fifteen seconds: others have to hear that it lives.
    this.#announce(connection, connection.clientId, shown);
  }

  /** Others are told at once, rather than to find out half a minute later. */
  remove(connection: Connection): void {
    const shown = this.#shown.get(connection);
    if (!shown) return;
    this.#announce(connection, shown.clientId, 'null');
    this.#shown.delete(connection);
  }

  /** Everybody but the connection itself, for one that asks; null where there is nobody. */
  messageFor(connection: Connection): Uint8Array | null {
    const others = new PresenceBatch();
    for (const [other, { clientId, clock, state }] of this.#shown)
      if (other !== connection) others.set(clientId, clock, state);
    return others.messageFor(null);
  }

  /** Whether this is what the others know of a client: an ordinary Yjs client repeats it as it has heard it. */
  isKnown(clientId: number, state: string): boolean {
    return [...this.#shown.values()].some((shown) => shown.clientId === clientId && shown.state === state);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancelHeld?.();
    this.#cancel = this.#cancelHeld = null;
  }

  #announce(connection: Connection, clientId: number, state: string): void {
    this.#tick += 1;
    this.#shown.set(connection, { clientId, state, clock: this.#tick });
    this.#changed.set(clientId, this.#tick, state);
    const wait = Math.max(0, this.#sentAtMs + PAUSE_MS - this.#clock.now());
    this.#cancel ??= this.#clock.after(wait, () => this.#send());
  }

  #send(): void {
    this.#cancel = null;
    this.#sentAtMs = this.#clock.now();
    const changed = this.#changed;
    this.#changed = new PresenceBatch();
    let position = 0;
    for (const member of this.#members) {
      position += 1;
      if (position > MOST_SERVED) this.#waiting.add(member);
      else deliver(changed, member);
    }
    if (position > MOST_SERVED) this.#hold(changed);
  }

  /** With a time of its own, or everybody else would wait as long. */
  #hold(changed: PresenceBatch): void {
    this.#held.merge(changed);
    const wait = Math.max(0, this.#heldSentAtMs + RARELY_MS - this.#clock.now());
    this.#cancelHeld ??= this.#clock.after(wait, () => this.#sendHeld());
  }

  #sendHeld(): void {
    this.#cancelHeld = null;
    this.#heldSentAtMs = this.#clock.now();
    const [held, waiting] = [this.#held, this.#waiting];
    this.#held = new PresenceBatch();
    this.#waiting = new Set();
    for (const member of waiting) deliver(held, member);
  }
}

function deliver(batch: PresenceBatch, member: Connection): void {
  const message = batch.messageFor(member.clientId);
  if (message) member.send(message);
}

function parse(state: string): unknown {
  try {
    return JSON.parse(state) as unknown;
  } catch {
    return {};
  }
}
