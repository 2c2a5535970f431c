import { cleanPresence, PRESENCE_LIMIT } from 'shared/realtime/presence.ts';
import type { Connection } from './connection.ts';
import { awarenessFrame } from './frames.ts';

/** Between two messages to the same people: what happens meanwhile travels together. */
const PAUSE_MS = 33;

interface Entry {
  readonly clientId: number;
  readonly state: string;
  readonly clock: number;
}

/**
 * Who is in a room and where they point. Nothing of it is passed on as it came: the server writes who it is and when,
 * so nobody can speak for somebody else, or for themselves after they have left.
 */
export class RoomPresence {
  readonly #shown = new Map<Connection, Entry>();
  #changed = new Map<Connection, Entry>();
  readonly #members: Iterable<Connection>;
  #timer: NodeJS.Timeout | null = null;
  #sentAtMs = 0;
  // Others keep the highest clock they have seen of a client, also from before this server was started.
  #clock = Date.now();

  constructor(members: Iterable<Connection>) {
    this.#members = members;
  }

  /** @param state JSON as the person sent it; what is not of its form is left out, `null` takes them off */
  set(connection: Connection, state: string): void {
    if (connection.clientId === null || state.length > PRESENCE_LIMIT) return;
    const raw = parse(state);
    if (raw === null) return this.remove(connection);
    const { id, name, colour } = connection.person;
    const entry = this.#entry(connection.clientId, { user: { id, name, colour }, ...cleanPresence(raw) });
    this.#shown.set(connection, entry);
    this.#announce(connection, entry);
  }

  /** Others are told at once, rather than to find out half a minute later. */
  remove(connection: Connection): void {
    const shown = this.#shown.get(connection);
    if (!shown) return;
    this.#shown.delete(connection);
    this.#announce(connection, this.#entry(shown.clientId, null));
  }

  /** Everybody but the connection itself, for one that asks; null where there is nobody. */
  frameFor(connection: Connection): Uint8Array | null {
    const others = [...this.#shown].filter(([other]) => other !== connection).map(([, entry]) => entry);
    return others.length === 0 ? null : awarenessFrame(others);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #entry(clientId: number, state: unknown): Entry {
    this.#clock += 1;
    return { clientId, state: JSON.stringify(state), clock: this.#clock };
  }

  #announce(connection: Connection, entry: Entry): void {
    this.#changed.set(connection, entry);
    this.#timer ??= setTimeout(() => this.#send(), Math.max(0, this.#sentAtMs + PAUSE_MS - performance.now()));
  }

  #send(): void {
    this.#timer = null;
    this.#sentAtMs = performance.now();
    const changed = this.#changed;
    this.#changed = new Map();
    const everything = awarenessFrame([...changed.values()]);
    for (const member of this.#members) {
      if (!changed.has(member)) member.send(everything);
      else if (changed.size > 1)
        member.send(awarenessFrame([...changed].filter(([from]) => from !== member).map(([, entry]) => entry)));
    }
  }
}

function parse(state: string): unknown {
  try {
    return JSON.parse(state) as unknown;
  } catch {
    return {};
  }
}
