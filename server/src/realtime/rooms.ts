import { eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import { DomainError } from 'shared/errors.ts';
import type { DesignId, PersonId, SpaceHash } from 'shared/ids.ts';
import type { WebSocket } from 'ws';
import type { Database } from '../db/database.ts';
import { accessTo } from '../design/rights.ts';
import { designs } from '../design/tables.ts';
import type { Graphs } from '../space/graphs.ts';
import { loadSpace } from '../space/service.ts';
import { loadAuthors } from './authors.ts';
import { closeSocket, type ConnectedPerson, Connection } from './connection.ts';
import { loadDesignDoc } from './load-design.ts';
import { Room } from './room.ts';

export interface RoomsOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly graphs: Graphs;
  /** A snapshot is written after so many updates. */
  readonly snapshotEvery?: number;
  /** How long a room stays open without anybody in it: people reload pages. */
  readonly graceMs?: number;
  /** Between two looks whether sockets are still alive; under half a minute, see `Connection.checkAlive`. */
  readonly heartbeatMs?: number;
}

/** The designs that are open on this server. */
export class Rooms {
  readonly #db: Database;
  readonly #log: FastifyBaseLogger;
  readonly #graphs: Graphs;
  readonly #snapshotEvery: number;
  readonly #graceMs: number;
  readonly #rooms = new Map<DesignId, Promise<Room>>();
  /** Those that are open already: to open one may take a while, and nobody is to take the others for dead. */
  readonly #live = new Set<Room>();
  readonly #unloading = new Set<Promise<void>>();
  readonly #graces = new Map<DesignId, NodeJS.Timeout>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #closing = Promise.withResolvers<void>();
  #isClosing = false;

  constructor({ db, log, graphs, snapshotEvery = 200, graceMs = 30_000, heartbeatMs = 15_000 }: RoomsOptions) {
    this.#db = db;
    this.#log = log;
    this.#graphs = graphs;
    this.#snapshotEvery = snapshotEvery;
    this.#graceMs = graceMs;
    this.#heartbeat = setInterval(() => this.#checkAlive(), heartbeatMs).unref();
  }

  /** Takes a socket that has just been opened; one that may not come in is told why and closed. */
  join(socket: WebSocket, designId: DesignId, person: ConnectedPerson | null): void {
    if (!person || this.#isClosing) {
      socket.on('error', () => socket.terminate());
      return closeSocket(socket, person ? 'going_away' : 'sign_in_required');
    }
    const connection = new Connection(socket, person);
    this.#admit(connection, designId).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'design_not_found') return connection.close(error.code);
      this.#log.error({ err: error, designId }, 'design could not be opened');
      connection.close('internal');
    });
  }

  /** Waits until everything that was received for a design is stored or refused. Never within a transaction. */
  async settle(designId: DesignId): Promise<void> {
    const room = await this.#rooms.get(designId);
    await room?.settle();
  }

  /**
   * Waits until everything that was received for a design is stored or refused, then sends its editors away; they come
   * back as what they may be by then. To be called after the transaction that froze the design has committed, or before
   * it, but never within: with one connection to the database the two would wait for each other.
   */
  async freeze(designId: DesignId): Promise<void> {
    const room = await this.#rooms.get(designId);
    await room?.settle();
    room?.closeEditors('frozen', 'entered');
  }

  /** A session of the person has ended: every socket has to show anew that it belongs to one that has not. */
  async dropPerson(personId: PersonId): Promise<void> {
    const drop = (room: Room): void => {
      for (const member of room.members) if (member.person.id === personId) member.close('going_away', 'session');
    };
    // Who waits for a room that is being opened is sent away when it is: nobody waits for that to sign out.
    for (const opening of this.#rooms.values()) opening.then(drop, () => undefined);
    await Promise.resolve(); // those that are open have heard
  }

  /** Stores what has been received, says goodbye, and keeps a snapshot of every design. Nobody comes in any more. */
  async closeAll(): Promise<void> {
    this.#isClosing = true;
    this.#closing.resolve();
    clearInterval(this.#heartbeat);
    for (const grace of this.#graces.values()) clearTimeout(grace);
    for (const room of await this.#opened()) {
      await room.settle();
      for (const member of room.members) member.close('going_away');
      await room.unload();
    }
    this.#rooms.clear();
    await Promise.all(this.#unloading);
  }

  async #admit(connection: Connection, designId: DesignId): Promise<void> {
    const { readOnlyBecause: because } = await accessTo(this.#db, designId, connection.person.id);
    connection.access = { access: because === null ? 'edit' : 'view', because };
    // Between the opening of a room and the entry of its first member it may have been given up: then it is opened anew.
    for (;;) {
      const opening = this.#open(designId);
      const room = await opening;
      if (this.#isClosing) return connection.close('going_away');
      if (this.#rooms.get(designId) !== opening) continue;
      room.add(connection, () => this.#left(designId, room));
      return;
    }
  }

  /** One opening for everybody who comes at the same time. */
  #open(designId: DesignId): Promise<Room> {
    clearTimeout(this.#graces.get(designId));
    this.#graces.delete(designId);
    const known = this.#rooms.get(designId);
    if (known) return known;
    const opening = this.#load(designId);
    this.#rooms.set(designId, opening);
    opening.catch(() => this.#forget(designId, opening));
    return opening;
  }

  async #load(designId: DesignId): Promise<Room> {
    const { hash, space, loaded, authors } = await this.#db.transaction(async (tx) => {
      const loaded = await loadDesignDoc(tx, designId);
      const authors = await loadAuthors(tx, designId, loaded.doc);
      const hash = await spaceHashOf(tx, designId);
      // One object for all rooms: the engine of its rules is made once for it.
      const { space } = await loadSpace(tx, hash);
      return { hash, space, loaded, authors };
    });
    // Which picks stand may depend on the engine: it is not exchanged while somebody draws by it.
    await Promise.race([this.#graphs.use(hash, space), this.#closing.promise]);
    const room = new Room({
      db: this.#db,
      log: this.#log,
      designId,
      space,
      loaded,
      authors,
      snapshotEvery: this.#snapshotEvery,
      onBroken: () => {
        this.#rooms.delete(designId);
        this.#live.delete(room);
      },
    });
    this.#live.add(room);
    return room;
  }

  #left(designId: DesignId, room: Room): void {
    if (!room.isEmpty || this.#isClosing) return;
    clearTimeout(this.#graces.get(designId));
    this.#graces.set(
      designId,
      setTimeout(() => void this.#giveUp(designId, room), this.#graceMs),
    );
  }

  async #giveUp(designId: DesignId, room: Room): Promise<void> {
    this.#graces.delete(designId);
    const opening = this.#rooms.get(designId);
    if (opening === undefined || (await opening) !== room) return;
    // What was sent before leaving is stored first, or a new room would open without it.
    await room.settle();
    if (!room.isEmpty || this.#rooms.get(designId) !== opening) return;
    this.#forget(designId, opening);
    this.#live.delete(room);
    const unloading = room.unload().finally(() => this.#unloading.delete(unloading));
    this.#unloading.add(unloading);
  }

  #forget(designId: DesignId, opening: Promise<Room>): void {
    if (this.#rooms.get(designId) === opening) this.#rooms.delete(designId);
  }

  async #opened(): Promise<Room[]> {
    const opened = await Promise.allSettled(this.#rooms.values());
    return opened.flatMap((room) => (room.status === 'fulfilled' ? [room.value] : []));
  }

  #checkAlive(): void {
    for (const room of this.#live) for (const member of room.members) member.checkAlive();
  }
}

async function spaceHashOf(tx: Parameters<typeof loadDesignDoc>[0], designId: DesignId): Promise<SpaceHash> {
  const [row] = await tx.select({ hash: designs.spaceHash }).from(designs).where(eq(designs.id, designId));
  if (!row) throw new Error(`Design ${designId} has no space.`);
  return row.hash;
}
