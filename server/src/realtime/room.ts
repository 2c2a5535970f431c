import type { FastifyBaseLogger } from 'fastify';
import { writerOf } from 'shared/design/structure.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { CloseReason } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import type { Database } from '../db/database.ts';
import type { Authors } from './authors.ts';
import type { Connection } from './connection.ts';
import {
  accessFrame,
  adjustedFrame,
  answerFrame,
  authorsFrame,
  type Frame,
  questionFrame,
  updateFrame,
} from './frames.ts';
import { type Edit, LiveDocument, type Refused, type Stored } from './live-document.ts';
import type { LoadedDesign } from './load-design.ts';
import { RoomPresence } from './presence.ts';

export interface RoomOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly designId: DesignId;
  readonly space: Space;
  readonly loaded: LoadedDesign;
  /** Whose the document's clients are. */
  readonly authors: Authors;
  /** A snapshot is written after so many updates. */
  readonly snapshotEvery: number;
  /** The database did not take what it was given: the room has closed every socket and must not be used any more. */
  readonly onBroken: () => void;
}

interface SentEdit extends Edit {
  readonly from: Connection;
  /** How many document messages of its connection are stored once it is. */
  readonly count: number;
}
type Work =
  | { readonly kind: 'claim'; readonly from: Connection; readonly clientId: number }
  | { readonly kind: 'question'; readonly from: Connection; readonly vector: Uint8Array }
  | ({ readonly kind: 'edit' } & SentEdit);

/**
 * A design that is open, and the people who are at it. What they send is handled one batch after the other: a batch is
 * stored before anybody sees it or is told that it is saved, and what is answered is what is stored.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #document: LiveDocument;
  readonly #members = new Set<Connection>();
  readonly #presence = new RoomPresence(this.#members);
  #inbox: Work[] = [];
  #running: Promise<void> | null = null;
  #isBroken = false;
  /** Who says to be which Yjs client, while that is looked into; with what they last said of themselves. */
  readonly #claims = new Map<Connection, string | null>();

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#document = new LiveDocument(options);
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  get members(): Iterable<Connection> {
    return this.#members;
  }

  /** @param left is called when the connection is gone */
  add(connection: Connection, left: () => void): void {
    this.#members.add(connection);
    connection.send(accessFrame(connection.access));
    connection.send(authorsFrame({ authors: peopleAmong(this.#document.authors) }));
    this.#showOthers(connection);
    connection.onClose(() => {
      this.#members.delete(connection);
      this.#claims.delete(connection);
      this.#presence.remove(connection);
      left();
    });
    connection.listen((frame) => this.#receive(connection, frame));
  }

  /** Resolves when everything that had been received is stored or refused. */
  async settle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Closes the sockets of those who may edit. */
  closeEditors(reason: CloseReason, detail: string | null): void {
    for (const member of this.#members) if (member.access.access === 'edit') member.close(reason, detail);
  }

  /** Nobody is here any more, or the server stops: keeps a snapshot, so that the next opening is quick. */
  async unload(): Promise<void> {
    await this.settle();
    this.#presence.stop();
    if (!this.#isBroken && this.#document.unsnapped > 0) await this.#document.writeSnapshot();
    this.#document.destroy();
  }

  #receive(from: Connection, frame: Frame): void {
    switch (frame.type) {
      case 'state_vector':
        return this.#enqueue({ kind: 'question', from, vector: frame.vector });
      case 'query_awareness':
        return this.#showOthers(from);
      case 'awareness':
        return this.#receivePresence(from, frame.entries);
      case 'update':
        return this.#receiveUpdate(from, frame);
    }
  }

  #receiveUpdate(from: Connection, { update, isAnswer }: Extract<Frame, { type: 'update' }>): void {
    if (from.access.access !== 'edit') {
      const { because } = from.access;
      return because === 'not_in_crew' ? from.close('not_allowed') : from.close('frozen', because);
    }
    from.received += 1;
    // Until it has answered what it holds, it may be ahead of us by edits made without a network, and its updates would
    // not join on. They are in the answer, which it gives when it knows what we have.
    if (!from.hasAnswered && !isAnswer) return;
    from.hasAnswered = true;
    const writer = from.clientId === null && !this.#claims.has(from) ? writerOf(update) : null;
    if (writer !== null) this.#claim(from, writer, null);
    this.#enqueue({ kind: 'edit', from, update, count: from.received });
  }

  #receivePresence(from: Connection, entries: Extract<Frame, { type: 'awareness' }>['entries']): void {
    if (from.access.access !== 'edit') return;
    const own = entries.find(({ clientId }) => from.clientId === null || clientId === from.clientId);
    if (!own) return; // an ordinary Yjs client repeats what it hears of others
    if (from.clientId !== null) this.#presence.set(from, own.state);
    else if (this.#claims.has(from)) this.#claims.set(from, own.state);
    else this.#claim(from, own.clientId, own.state);
  }

  #showOthers(connection: Connection): void {
    const others = this.#presence.frameFor(connection);
    if (others) connection.send(others);
  }

  #claim(from: Connection, clientId: number, state: string | null): void {
    this.#claims.set(from, state);
    this.#enqueue({ kind: 'claim', from, clientId });
  }

  #enqueue(work: Work): void {
    if (this.#isBroken) return;
    this.#inbox.push(work);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#inbox.length > 0) {
        const batch = this.#inbox;
        this.#inbox = [];
        await this.#handle(batch);
      }
    } catch (error) {
      this.#break(error);
    } finally {
      this.#running = null;
    }
  }

  async #handle(batch: readonly Work[]): Promise<void> {
    for (const work of batch) if (work.kind === 'claim') this.#settleClaim(work.from, work.clientId);
    const edits = batch.filter((work) => work.kind === 'edit');
    if (edits.length > 0) await this.#store(edits);
    for (const work of batch) if (work.kind === 'question') this.#answer(work.from, work.vector);
  }

  #answer(from: Connection, vector: Uint8Array): void {
    from.hasDocument = true;
    from.send(answerFrame(this.#document.doc, vector));
    if (from.access.access === 'edit' && !from.hasAnswered) from.send(questionFrame(this.#document.doc));
  }

  /**
   * A Yjs client belongs to who first wrote as it: writing at somebody else's next clock would make everybody ignore
   * what they do from then on. The same person may come back as it, and then the older socket is a dead one.
   */
  #settleClaim(from: Connection, clientId: number): void {
    const holder = [...this.#members].find((member) => member.clientId === clientId);
    const owner = holder ? holder.person.id : this.#document.authorOf(clientId);
    const isFree = owner === undefined || owner === from.person.id;
    const state = this.#claims.get(from) ?? null;
    this.#claims.delete(from);
    if (!isFree || !from.isOpen) return;
    if (holder) {
      this.#presence.remove(holder);
      holder.clientId = null;
      holder.close('going_away', 'replaced');
    }
    from.clientId = clientId;
    if (state !== null) this.#presence.set(from, state);
  }

  async #store(edits: readonly SentEdit[]): Promise<void> {
    const { closed, stored, refused, newAuthors } = await this.#document.append(edits);
    if (closed !== null) return this.closeEditors('frozen', closed);
    this.#introduce(newAuthors);
    for (const one of stored) this.#deliver(one);
    for (const { edit } of stored) edit.from.acknowledge(edit.count);
    for (const one of refused) this.#refuse(one);
    if (this.#document.unsnapped >= this.#options.snapshotEvery) await this.#document.writeSnapshot();
  }

  /** Before what they wrote, so that nobody sees a pick of nobody. */
  #introduce(newAuthors: Authors): void {
    const authors = peopleAmong(newAuthors);
    if (Object.keys(authors).length === 0) return;
    const frame = authorsFrame({ authors });
    for (const member of this.#members) member.send(frame);
  }

  #deliver({ edit: { from }, bytes, adjustments, parked, isRepaired }: Stored<SentEdit>): void {
    if (!bytes) return;
    const frame = updateFrame(bytes);
    for (const member of this.#members) if (member.hasDocument && (member !== from || isRepaired)) member.send(frame);
    const told = new Map<Connection, Adjustment[]>(adjustments.length > 0 ? [[from, [...adjustments]]] : []);
    for (const { clientId, adjustment } of parked)
      for (const author of this.#connectionsOf(clientId)) told.set(author, [...(told.get(author) ?? []), adjustment]);
    for (const [member, said] of told) member.send(adjustedFrame({ adjustments: said }));
  }

  /** Where a client's author is now: at that client, or, where it is gone, wherever they are. */
  #connectionsOf(clientId: number): Connection[] {
    const members = [...this.#members];
    const own = members.filter((member) => member.clientId === clientId);
    if (own.length > 0) return own;
    const author = this.#document.authorOf(clientId);
    return members.filter((member) => member.person.id === author);
  }

  #refuse({ edit: { from }, reason, detail }: Refused<SentEdit>): void {
    const { log, designId } = this.#options;
    log.warn({ designId, personId: from.person.id, reason, detail }, 'update refused');
    from.close(reason, detail);
  }

  /** What is in memory may be more than what is in the log: nobody is told of it, and everybody connects again. */
  #break(error: unknown): void {
    const { log, designId, onBroken } = this.#options;
    log.error({ err: error, designId }, 'room closed because its log could not be written');
    this.#isBroken = true;
    this.#inbox = [];
    onBroken();
    for (const member of this.#members) member.close('internal');
  }
}

/** Without the server's own clients: what they picked is nobody's. */
function peopleAmong(authors: Authors): Record<string, string> {
  return Object.fromEntries([...authors].filter((author): author is [number, PersonId] => author[1] !== null));
}
