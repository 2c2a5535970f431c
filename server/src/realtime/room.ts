import type { FastifyBaseLogger } from 'fastify';
import { writerOf } from 'shared/design/structure.ts';
import type { DesignId } from 'shared/ids.ts';
import type { CloseReason } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import type { Database, Transaction } from '../db/database.ts';
import type { Connection } from './connection.ts';
import { accessFrame, adjustedFrame, answerFrame, type Frame, questionFrame, updateFrame } from './frames.ts';
import { Gate, type GateFault } from './gate.ts';
import { type LoadedDesign, loadDesignDoc } from './load-design.ts';
import { appendToLog, hasWrittenAs, lockForAppend, writeSnapshot } from './log.ts';
import { RoomPresence } from './presence.ts';

export interface RoomOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly designId: DesignId;
  readonly space: Space;
  readonly loaded: LoadedDesign;
  /** A snapshot is written after so many updates. */
  readonly snapshotEvery: number;
  /** The database did not take what it was given: the room has closed every socket and must not be used any more. */
  readonly onBroken: () => void;
}

interface Edit {
  readonly from: Connection;
  readonly update: Uint8Array;
  /** How many document messages of its connection are stored once it is. */
  readonly count: number;
}
type Work =
  | { readonly kind: 'claim'; readonly from: Connection; readonly clientId: number }
  | { readonly kind: 'question'; readonly from: Connection; readonly vector: Uint8Array }
  | ({ readonly kind: 'edit' } & Edit);

/** What became of an edit that may be told once the transaction has committed. */
interface Stored extends Edit {
  readonly bytes: Uint8Array | null;
  readonly adjustments: readonly Adjustment[];
}
interface Refused extends Edit {
  readonly reason: CloseReason;
  readonly detail: string | null;
}

/**
 * A design that is open: its document, and the people who are at it. What they send is handled one batch after the other;
 * a batch is checked, applied, appended to the log and committed before anybody sees it or is told that it is saved.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #members = new Set<Connection>();
  readonly #presence = new RoomPresence(this.#members);
  #gate: Gate;
  #head: number;
  #snapshot: number;
  #inbox: Work[] = [];
  #running: Promise<void> | null = null;
  #isBroken = false;
  /** Who says to be which Yjs client, while that is looked into; with what they last said of themselves. */
  readonly #claims = new Map<Connection, string | null>();

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#gate = new Gate(options.loaded.doc, options.space);
    this.#head = options.loaded.head;
    this.#snapshot = options.loaded.snapshot;
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
    const others = this.#presence.frameFor(connection);
    if (others) connection.send(others);
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
    if (!this.#isBroken && this.#head > this.#snapshot) await this.#writeSnapshot();
    this.#gate.doc.destroy();
  }

  #receive(from: Connection, frame: Frame): void {
    switch (frame.type) {
      case 'state_vector':
        return this.#enqueue({ kind: 'question', from, vector: frame.vector });
      case 'query_awareness': {
        const others = this.#presence.frameFor(from);
        return others ? from.send(others) : undefined;
      }
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
    for (const work of batch) if (work.kind === 'claim') await this.#settleClaim(work.from, work.clientId);
    const edits = batch.filter((work) => work.kind === 'edit');
    if (edits.length > 0) await this.#store(edits);
    // Only now: what is answered is what is committed.
    for (const work of batch) if (work.kind === 'question') this.#answer(work.from, work.vector);
  }

  #answer(from: Connection, vector: Uint8Array): void {
    from.hasDocument = true;
    from.send(answerFrame(this.#gate.doc, vector));
    if (from.access.access === 'edit' && !from.hasAnswered) from.send(questionFrame(this.#gate.doc));
  }

  /**
   * A Yjs client belongs to who first wrote as it: writing at somebody else's next clock would make everybody ignore
   * what they do from then on. The same person may come back as it, and then the older socket is a dead one.
   */
  async #settleClaim(from: Connection, clientId: number): Promise<void> {
    const { db, designId } = this.#options;
    const holder = [...this.#members].find((member) => member.clientId === clientId);
    const isFree =
      holder === undefined
        ? clientId !== this.#gate.doc.clientID &&
          (this.#gate.known.clock(clientId) === 0 || (await hasWrittenAs(db, designId, from.person.id, clientId)))
        : holder.person.id === from.person.id;
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

  async #store(edits: readonly Edit[]): Promise<void> {
    const outcome = await this.#options.db.transaction((tx) => this.#append(tx, edits));
    if (outcome.closed !== null) return this.closeEditors('frozen', outcome.closed);
    for (const edit of outcome.stored) this.#deliver(edit);
    for (const edit of outcome.stored) edit.from.acknowledge(edit.count);
    for (const edit of outcome.refused) this.#refuse(edit);
    if (this.#head - this.#snapshot >= this.#options.snapshotEvery) await this.#writeSnapshot();
  }

  async #append(
    tx: Transaction,
    edits: readonly Edit[],
  ): Promise<{ closed: 'entered' | 'phase' | null; stored: Stored[]; refused: Refused[] }> {
    const { designId } = this.#options;
    const stored: Stored[] = [];
    const refused: Refused[] = [];
    const right = await lockForAppend(tx, designId, [...new Set(edits.map(({ from }) => from.person.id))]);
    if (!right.isOpen) return { closed: right.because, stored, refused };
    for (const edit of edits) {
      if (refused.some(({ from }) => from === edit.from)) continue;
      if (!right.members.has(edit.from.person.id)) {
        refused.push({ ...edit, reason: 'not_allowed', detail: null });
        continue;
      }
      const verdict = this.#gate.admit(edit.update, edit.from.clientId ?? 0);
      if (verdict.kind === 'refused') {
        refused.push({ ...edit, reason: reasonOf(verdict.fault), detail: verdict.fault });
        if (verdict.isTouched) await this.#rebuild(tx, stored);
      } else if (verdict.kind === 'known') {
        stored.push({ ...edit, bytes: null, adjustments: [] });
      } else {
        stored.push({ ...edit, bytes: verdict.bytes, adjustments: verdict.adjustments });
      }
    }
    const entries = stored.flatMap(({ from, bytes }) => (bytes ? [{ personId: from.person.id, bytes }] : []));
    if (entries.length > 0) this.#head = await appendToLog(tx, designId, entries);
    return { closed: null, stored, refused };
  }

  /** The document as it was before an update that got halfway in: what is committed, and what of this batch stays. */
  async #rebuild(tx: Transaction, stored: readonly Stored[]): Promise<void> {
    const { doc } = await loadDesignDoc(tx, this.#options.designId);
    for (const { bytes } of stored) if (bytes) Y.applyUpdate(doc, bytes);
    this.#gate.doc.destroy();
    this.#gate = new Gate(doc, this.#options.space);
  }

  #deliver({ from, bytes, adjustments }: Stored): void {
    if (!bytes) return;
    const frame = updateFrame(bytes);
    for (const member of this.#members)
      if (member.hasDocument && (member !== from || adjustments.length > 0)) member.send(frame);
    if (adjustments.length > 0) from.send(adjustedFrame({ adjustments }));
  }

  #refuse({ from, reason, detail }: Refused): void {
    const { log, designId } = this.#options;
    log.warn({ designId, personId: from.person.id, reason, detail }, 'update refused');
    from.close(reason, detail);
  }

  async #writeSnapshot(): Promise<void> {
    const { db, log, designId } = this.#options;
    const seq = this.#head;
    try {
      await writeSnapshot(db, designId, seq, Y.encodeStateAsUpdate(this.#gate.doc));
      this.#snapshot = seq;
    } catch (error) {
      // Nothing is lost without it: the log is the truth, and the next attempt is not far.
      log.warn({ err: error, designId }, 'snapshot not written');
    }
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

function reasonOf(fault: GateFault): CloseReason {
  if (fault === 'too_large') return 'too_large';
  return fault === 'malformed' || fault === 'trailing_bytes' ? 'malformed' : 'structure_refused';
}
