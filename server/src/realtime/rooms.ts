import { DomainError } from 'shared/errors.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { RealtimeMetrics } from '../metrics/realtime-metrics.ts';
import { type Clock, systemClock } from './clock.ts';
import { closeWire, type ConnectedPerson, Connection } from './connection.ts';
import type { LargeUpdates } from './gate/large-updates.ts';
import { GroupCommit } from './group-commit.ts';
import { PersonAllowance } from './limits.ts';
import type { Log } from './log-output.ts';
import { Room } from './room.ts';
import type { Snapshots } from './snapshots.ts';
import type { OpenedDesign, Storage } from './storage.ts';
import type { Wire } from './wire.ts';

export interface RoomsOptions {
  readonly storage: Storage;
  readonly snapshots: Snapshots;
  readonly largeUpdates: Pick<LargeUpdates, 'tryOut'>;
  readonly metrics: RealtimeMetrics;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Whether the server is so busy that it takes nobody in. */
  readonly load?: { readonly isOverloaded: boolean };
  /** How long a room stays open without anybody in it: people reload pages. */
  readonly graceMs?: number;
  /** Between two looks whether sockets are still alive; under half a minute, see `Connection.checkAlive`. */
  readonly heartbeatMs?: number;
}

export interface JoinOptions {
  /** The client reads states in Yjs' second format. */
  readonly wantsV2: boolean;
  /** Whether the session that they came with has not ended; left out: there is none that could. */
  readonly isSignedIn?: () => Promise<boolean>;
}

const NOT_BUSY = { isOverloaded: false };

/** Somebody who is connected, or was a moment ago. */
interface Present {
  readonly allowance: PersonAllowance;
  connections: number;
  /** Null until they have left for the first time. */
  cancelForgetting: (() => void) | null;
}

/** The designs that are open on this server. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #clock: Clock;
  readonly #commits: GroupCommit;
  readonly #rooms = new Map<DesignId, Promise<Room>>();
  /** Those that are open already: to open one may take a while, and nobody is to take the others for dead. */
  readonly #live = new Set<Room>();
  /** Those that are on their way into a room. */
  readonly #joining = new Set<Connection>();
  readonly #unloading = new Set<Promise<void>>();
  /** Rooms without anybody in them: takes the end of their grace back. */
  readonly #graces = new Map<DesignId, () => void>();
  readonly #persons = new Map<PersonId, Present>();
  /** Ends the waiting of rooms that are being opened. */
  readonly #opening = new Set<() => void>();
  #stopHeartbeat: () => void;
  #isClosing = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { storage, metrics } = options;
    this.#commits = new GroupCommit({ storage, metrics, clock: this.#clock });
    this.#stopHeartbeat = this.#beat();
  }

  /** Takes a connection that has just been opened; one that may not come in is told why and closed. */
  join(wire: Wire, designId: DesignId, person: ConnectedPerson | null, options: JoinOptions): void {
    const { load = NOT_BUSY, metrics } = this.#options;
    if (!person) return closeWire(wire, 'sign_in_required');
    if (this.#isClosing) return closeWire(wire, 'going_away');
    if (load.isOverloaded) {
      metrics.shed();
      return closeWire(wire, 'overloaded');
    }
    const connection = this.#connect(wire, person, options.wantsV2);
    this.#joining.add(connection);
    this.#admit(connection, designId, options)
      .catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'design_not_found') return connection.close(error.code);
        this.#options.log.error({ err: error, designId }, 'design could not be opened');
        connection.close('internal');
      })
      .finally(() => this.#joining.delete(connection));
  }

  /** Waits until everything that was received for a design is stored or refused. Never within a transaction. */
  async settle(designId: DesignId): Promise<void> {
    const room = await this.#opened(designId);
    await room?.settled();
  }

  /**
   * Waits until everything that was received for a design is stored or refused, then sends its editors away; they come
   * back as what they may be by then. To be called after the transaction that froze the design has committed, or before
   * it, but never within: with one connection to the database the two would wait for each other.
   */
  async freeze(designId: DesignId): Promise<void> {
    const room = await this.#opened(designId);
    await room?.settled();
    room?.closeEditors('frozen', 'entered');
  }

  /** Null also where it could not be opened: whoever waited for it has been told, and nobody is in it. */
  async #opened(designId: DesignId): Promise<Room | null> {
    return (await this.#rooms.get(designId)?.catch(() => null)) ?? null;
  }

  /** A session of the person has ended: every socket has to show anew that it belongs to one that has not. */
  dropPerson(personId: PersonId): void {
    const connections = [...this.#live].flatMap((room) => [...room.members]);
    for (const connection of [...this.#joining, ...connections])
      if (connection.person.id === personId) connection.close('going_away', 'session');
  }

  /**
   * Stores what has been received, acknowledges it, says goodbye, and keeps a snapshot of every design. Nobody comes in any
   * more. Where the database takes too long, goodbye is said without it: what is not acknowledged its author still has.
   */
  async closeAll(): Promise<void> {
    this.#isClosing = true;
    for (const goOn of this.#opening) goOn();
    this.#stopHeartbeat();
    for (const cancel of this.#graces.values()) cancel();
    // What they send from now on is another server's: else those who write without a pause would never let us finish.
    for (const room of this.#live) for (const member of room.members) member.stopListening();
    await this.#within(STORE_WITHIN_MS, this.#settled());
    for (const room of this.#live) for (const member of room.members) member.close('going_away');
    const unloaded = [...this.#live].map((room) => room.unload());
    await this.#within(SNAPSHOTS_WITHIN_MS, Promise.all([...unloaded, ...this.#unloading]));
    this.#rooms.clear();
  }

  /** @returns null where it takes longer */
  async #within<T>(ms: number, what: Promise<T>): Promise<T | null> {
    const tooLate = Promise.withResolvers<null>();
    const cancel = this.#clock.after(ms, () => tooLate.resolve(null));
    try {
      return await Promise.race([what, tooLate.promise]);
    } finally {
      cancel();
    }
  }

  #connect(wire: Wire, person: ConnectedPerson, wantsV2: boolean): Connection {
    const { metrics } = this.#options;
    const known = this.#persons.get(person.id);
    const allowance = known?.allowance ?? new PersonAllowance(this.#clock.now());
    const entry: Present = known ?? { allowance, connections: 0, cancelForgetting: null };
    if (!known) this.#persons.set(person.id, entry);
    entry.connections += 1;
    entry.cancelForgetting?.();
    metrics.socketOpened();
    const connection = new Connection({ wire, person, allowance, clock: this.#clock, wantsV2 });
    connection.onClose((code) => {
      metrics.socketClosed(code);
      entry.connections -= 1;
      // Not at once: who comes back every second would begin with a full allowance each time. And once for a person:
      // who comes back a thousand times a second leaves one timer, and not one for each time.
      if (entry.connections > 0) return;
      entry.cancelForgetting = this.#clock.after(FORGET_AFTER_MS, () => void this.#persons.delete(person.id));
    });
    return connection;
  }

  async #admit(connection: Connection, designId: DesignId, { isSignedIn }: JoinOptions): Promise<void> {
    const { storage } = this.#options;
    // Also where it was looked at before: a session that ended before this connection was among those that
    // `dropPerson` finds would leave it open for ever.
    const [first, isStillSignedIn = true] = await Promise.all([
      storage.access(designId, connection.person.id),
      isSignedIn?.(),
    ]);
    if (!connection.isOpen) return;
    if (!isStillSignedIn) return connection.close('going_away', 'session');
    let access = first;
    // Between the opening of a room and the entry of its first member it may have been given up: then it is opened anew.
    for (;;) {
      const opening = this.#open(designId);
      const room = await opening;
      if (this.#isClosing) return connection.close('going_away');
      // Another server has had the design since, and they may come from there with what is not here.
      if (room.fence < access.fence) room.giveAway();
      if (this.#rooms.get(designId) !== opening) continue;
      if (access.notice.epoch !== room.epoch) {
        // One of the two is from before the document was begun anew: nobody may join an old one to a new one.
        access = await storage.access(designId, connection.person.id);
        if (access.notice.epoch !== room.epoch) room.giveAway();
        continue;
      }
      connection.access = access.notice;
      room.add(connection, () => this.#left(designId, room));
      return;
    }
  }

  /** One opening for everybody who comes at the same time. */
  #open(designId: DesignId): Promise<Room> {
    this.#graces.get(designId)?.();
    this.#graces.delete(designId);
    const known = this.#rooms.get(designId);
    if (known) return known;
    const opening: Promise<Room> = this.#load(designId, () => this.#forget(designId, opening));
    this.#rooms.set(designId, opening);
    opening.catch(() => this.#forget(designId, opening));
    return opening;
  }

  /** @param broken the room is not to be used any more */
  async #load(designId: DesignId, broken: () => void): Promise<Room> {
    const { storage, log } = this.#options;
    const opened = await storage.open(designId);
    await this.#unlessClosing(opened.ready);
    try {
      return this.#roomOf(designId, opened, broken);
    } catch (error) {
      if (opened.snapshot === 0) throw error;
      const { snapshot, head } = opened;
      log.error({ err: error, designId, snapshot }, 'snapshot cannot be used: the whole log is read instead');
      const whole = await storage.open(designId, { fromTheBeginning: true });
      // Where history was forgotten nothing may be left of the log, which is no empty design.
      if (whole.head < head) throw error;
      return this.#roomOf(designId, whole, broken);
    }
  }

  #roomOf(designId: DesignId, opened: OpenedDesign, broken: () => void): Room {
    const { snapshots, largeUpdates, metrics, log, random = Math.random } = this.#options;
    const commits = this.#commits;
    const room = new Room({
      ...{ designId, opened, commits, snapshots, largeUpdates, metrics, log, random, clock: this.#clock },
      onBroken: () => {
        broken();
        this.#drop(room);
      },
    });
    this.#live.add(room);
    metrics.roomOpened();
    return room;
  }

  /** Not a race against one promise for all: that would keep something of every room that was ever opened. */
  async #unlessClosing(ready: Promise<unknown>): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#isClosing) resolve();
    this.#opening.add(resolve);
    ready.then(() => resolve(), reject);
    await promise.finally(() => this.#opening.delete(resolve));
  }

  #left(designId: DesignId, room: Room): void {
    if (!room.isEmpty || this.#isClosing || !this.#live.has(room)) return;
    this.#graces.get(designId)?.();
    const { graceMs = 30_000 } = this.#options;
    this.#graces.set(
      designId,
      this.#clock.after(graceMs, () => void this.#giveUp(designId, room)),
    );
  }

  async #giveUp(designId: DesignId, room: Room): Promise<void> {
    this.#graces.delete(designId);
    const opening = this.#rooms.get(designId);
    if (opening === undefined || !this.#live.has(room)) return;
    // What was sent before leaving is stored first, or a new room would open without it.
    await room.settled();
    if (!room.isEmpty || !this.#live.has(room)) return;
    this.#forget(designId, opening);
    this.#drop(room);
    const unloading = room.unload().finally(() => this.#unloading.delete(unloading));
    this.#unloading.add(unloading);
  }

  #drop(room: Room): void {
    if (this.#live.delete(room)) this.#options.metrics.roomClosed();
  }

  #forget(designId: DesignId, opening: Promise<Room>): void {
    if (this.#rooms.get(designId) === opening) this.#rooms.delete(designId);
  }

  /** Every design is open, or will not be, and what was received for it is stored or refused. */
  async #settled(): Promise<void> {
    await Promise.allSettled(this.#rooms.values());
    await Promise.all([...this.#live].map((room) => room.settled()));
  }

  #beat(): () => void {
    const { heartbeatMs = 15_000 } = this.#options;
    return this.#clock.after(heartbeatMs, () => {
      for (const room of this.#live) for (const member of room.members) member.checkAlive();
      void this.#giveAwayTaken();
      this.#stopHeartbeat = this.#beat();
    });
  }

  async #giveAwayTaken(): Promise<void> {
    const rooms = new Map([...this.#live].map((room) => [room.designId, room]));
    if (rooms.size === 0) return;
    try {
      const held = new Map([...rooms].map(([designId, { fence }]) => [designId, fence]));
      for (const designId of await this.#options.storage.takenOver(held)) {
        const room = rooms.get(designId);
        // Given up meanwhile: whoever has it now may be this server.
        if (room && this.#live.has(room)) room.giveAway();
      }
    } catch (error) {
      // Whoever writes finds out; the others when the database answers again.
      this.#options.log.warn({ err: error }, 'cannot tell which designs another server has');
    }
  }
}

const FORGET_AFTER_MS = 60_000;
/** Of the ten seconds that a stop may take. Without a snapshot the next opening is slower, and nothing is lost. */
const STORE_WITHIN_MS = 2_000;
const SNAPSHOTS_WITHIN_MS = 3_000;
