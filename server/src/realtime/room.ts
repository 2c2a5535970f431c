import type { DesignId, PersonId } from 'shared/ids.ts';
import type { CloseReason } from 'shared/realtime/messages.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import type { RealtimeMetrics } from '../metrics/realtime-metrics.ts';
import type { Authors } from './authors.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { accessFrame, adjustedFrame, authorsFrame, type Frame, updateFrame } from './frames.ts';
import { LARGE_UPDATE_BYTES, type LargeUpdates } from './gate/large-updates.ts';
import type { Log } from './log-output.ts';
import type { GateFault } from './gate.ts';
import type { Committer, GroupCommit } from './group-commit.ts';
import { Leases } from './leases.ts';
import { RoomPresence } from './presence.ts';
import { type Admitted, reasonOf, RoomDocument } from './room-document.ts';
import type { Snapshots } from './snapshots.ts';
import type { Batch, OpenedDesign, Outcome } from './storage.ts';
import { TokenBucket } from './token-bucket.ts';

export interface RoomOptions {
  readonly designId: DesignId;
  readonly opened: OpenedDesign;
  readonly clock: Clock;
  /** 0 … 1; a simulation has its own, so that a seed tells the whole story. */
  readonly random?: () => number;
  readonly commits: GroupCommit;
  readonly snapshots: Snapshots;
  readonly largeUpdates: Pick<LargeUpdates, 'tryOut'>;
  readonly metrics: RealtimeMetrics;
  readonly log: Log;
  /** The room has closed every socket and must not be used any more. */
  readonly onBroken: () => void;
}

interface SentEdit {
  readonly from: Connection;
  readonly personId: PersonId;
  readonly update: Uint8Array;
  /** How many document messages of its connection are stored once it is. */
  readonly count: number;
}

/** So many edits, and for so long, are checked before they are stored and the next ones are looked at. */
const MOST_CHECKED = 500;
const CHECK_FOR_MS = 20;
/** The Yjs clients that one person may begin to write as, a new one with each page load: each is kept for ever. */
const NEW_CLIENTS = { burst: 64, perSecond: 64 / 3_600 };

/**
 * A design that is open, and the people who are at it. What they send is checked, stored together with what other rooms
 * have received, and only then seen by others and acknowledged.
 */
export class Room implements Committer {
  readonly #options: RoomOptions;
  readonly #document: RoomDocument;
  readonly #leases: Leases;
  readonly #members = new Set<Connection>();
  readonly #presence: RoomPresence;
  /** How many Yjs clients somebody may still begin to write as; to connect anew gives them no more. */
  readonly #newClients = new Map<PersonId, TokenBucket>();
  #inbox: SentEdit[] = [];
  /** State vectors that only a document that is not ahead can answer; of each connection the last. */
  #questions = new Map<Connection, Uint8Array>();
  /** What has been checked and is on its way to the log. */
  #admitted: readonly Admitted<SentEdit>[] | null = null;
  /** Resolves when nothing is waiting; null: nothing is. */
  #busy: PromiseWithResolvers<void> | null = null;
  /** Large updates that somebody looks at first. */
  readonly #trying = new Set<Promise<void>>();
  /** Who has written so far, as everybody who comes in is told; null: to be made. */
  #authors: Uint8Array | null = null;
  /** Resolves with the next commit, and anew with each. */
  #stored = Promise.withResolvers<void>();
  #snapshot: { readonly seq: number; readonly atMs: number };
  /** A snapshot on its way, one at a time: an older one that came in later would stay beside the newer. */
  #keeping: Promise<void> | null = null;
  #isBroken = false;

  constructor(options: RoomOptions) {
    const { designId, opened, clock, random } = options;
    this.#options = options;
    this.#leases = new Leases(opened.authors);
    this.#document = new RoomDocument(designId, opened, this.#leases, random);
    this.#presence = new RoomPresence(this.#members, clock);
    this.#snapshot = { seq: opened.snapshot, atMs: clock.now() };
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
    connection.queue(accessFrame(connection.access));
    connection.queue((this.#authors ??= authorsFrame({ authors: peopleAmong(this.#leases.written) })));
    this.#showOthers(connection);
    connection.onClose(() => {
      this.#members.delete(connection);
      this.#questions.delete(connection);
      this.#hide(connection);
      left();
    });
    connection.listen((frame) => this.#receive(connection, frame));
    // With the answer to what it has asked meanwhile.
    connection.flush();
  }

  /** Resolves when everything that had been received is stored or refused. */
  async settled(): Promise<void> {
    while (this.#busy || this.#trying.size > 0) await Promise.all([this.#busy?.promise, ...this.#trying]);
  }

  get designId(): DesignId {
    return this.#options.designId;
  }

  get fence(): number {
    return this.#options.opened.fence;
  }

  get epoch(): number {
    return this.#options.opened.epoch;
  }

  /** Another server has the design now, or it was begun anew: everybody is to come in again. */
  giveAway(): void {
    this.#break('going_away', 'taken_over');
  }

  /** Closes the sockets of those who may edit. */
  closeEditors(reason: CloseReason, detail: string | null): void {
    for (const member of this.#members) if (member.access.access === 'edit') member.close(reason, detail);
  }

  /** Nobody is here any more, or the server stops: keeps a snapshot, so that the next opening is quick. */
  async unload(): Promise<void> {
    await this.settled();
    this.#presence.stop();
    while (this.#keeping) await this.#keeping;
    if (!this.#isBroken && this.#document.head > this.#snapshot.seq) await this.#keepSnapshot();
    this.#document.destroy();
  }

  /** See `Committer`. */
  prepare(): Batch | null {
    // It may have been asked for before it broke: what it holds beyond the log is nobody's to commit.
    if (this.#isBroken) return null;
    this.#admitted ??= this.#check();
    const batch = this.#document.batch(this.#admitted);
    if (!batch) this.#finish();
    return batch;
  }

  /** See `Committer`. */
  settle(outcome: Outcome): void {
    if (this.#isBroken) return;
    switch (outcome.kind) {
      case 'appended':
        return this.#finish();
      case 'busy':
        return;
      case 'closed':
        this.#undo([]);
        this.closeEditors('frozen', outcome.because);
        return this.#rest();
      case 'not_in_crew': {
        const isOut = ({ personId }: { readonly personId: PersonId }): boolean => outcome.personIds.has(personId);
        const sent = (this.#admitted ?? []).map(({ edit }) => edit);
        this.#undo(sent.filter((edit) => !isOut(edit)));
        // All their windows: they are not to read on in another one.
        for (const member of this.#members) if (outcome.personIds.has(member.person.id)) member.close('not_allowed');
        return this.#rest();
      }
      case 'taken_over':
        return this.giveAway();
    }
  }

  /** See `Committer`. */
  fail(error: unknown): void {
    if (this.#isBroken) return;
    const { log, designId } = this.#options;
    log.error({ err: error, designId }, 'room closed because its log could not be written');
    this.#break('internal', null);
  }

  #receive(from: Connection, frame: Frame): void {
    switch (frame.type) {
      case 'state_vector':
        if (!this.#answer(from, frame.vector)) this.#questions.set(from, frame.vector);
        return;
      case 'query_awareness':
        this.#showOthers(from);
        return from.flush();
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
    // Who comes in with nothing of their own: there is nothing to wait for.
    if (isNothing(update) && !this.#isUnstored(from)) {
      from.acknowledge(from.received);
      return from.flush();
    }
    const edit = { from, personId: from.person.id, update, count: from.received };
    if (update.byteLength < LARGE_UPDATE_BYTES) return this.#enqueue(edit);
    const trying = from.hold(this.#tryOut(edit)).finally(() => this.#trying.delete(trying));
    this.#trying.add(trying);
  }

  /**
   * What could keep the server busy for long is first looked at by somebody who can be stopped. Never throws: nobody
   * would hear it.
   */
  async #tryOut(edit: SentEdit): Promise<void> {
    const { designId, largeUpdates, log, opened } = this.#options;
    const { from, update } = edit;
    // It may build on what the same connection has sent before.
    while (this.#isUnstored(from)) await this.#stored.promise;
    if (this.#isBroken) return;
    const { committed } = this.#document;
    try {
      const found = await largeUpdates.tryOut({ designId, update, from, committed, space: opened.space });
      if (found === 'fine') this.#enqueue(edit);
      else this.#refuse(from, found);
    } catch (error) {
      log.error({ err: error, designId }, 'large update could not be tried out');
      from.close('internal');
    }
  }

  #isUnstored(from: Connection): boolean {
    return (
      this.#inbox.some((edit) => edit.from === from) || (this.#admitted ?? []).some(({ edit }) => edit.from === from)
    );
  }

  /** Some of what was received is stored, or never will be. */
  #tellStored(): void {
    this.#stored.resolve();
    this.#stored = Promise.withResolvers();
  }

  #receivePresence(from: Connection, entries: Extract<Frame, { type: 'awareness' }>['entries']): void {
    if (from.access.access !== 'edit') return;
    const own = entries.find(({ clientId, state }) =>
      from.clientId === null ? !this.#presence.isKnown(clientId, state) : clientId === from.clientId,
    );
    if (!own) return; // an ordinary Yjs client repeats what it hears of others
    if (from.clientId === null && !this.#showAs(from, own.clientId)) return;
    this.#presence.set(from, own.state);
  }

  /** The same person may come back as a client, and then the older socket is a dead one. */
  #showAs(from: Connection, clientId: number): boolean {
    if (clientId === this.#document.doc.clientID || !this.#leases.mayUse(clientId, from.person.id)) return false;
    const holder = [...this.#members].find((member) => member.clientId === clientId);
    if (holder) {
      this.#hide(holder);
      holder.close('going_away', 'replaced');
    }
    this.#leases.show(clientId, from.person.id);
    from.clientId = clientId;
    return true;
  }

  #hide(connection: Connection): void {
    this.#presence.remove(connection);
    if (connection.clientId !== null) this.#leases.hide(connection.clientId);
    connection.clientId = null;
  }

  #showOthers(connection: Connection): void {
    const others = this.#presence.messageFor(connection);
    if (others) connection.queue(others);
  }

  /** @returns whether it could be answered now */
  #answer(from: Connection, vector: Uint8Array): boolean {
    const { clock } = this.#options;
    const began = clock.now();
    const messages = this.#document.answer(vector, from.wantsV2);
    if (!messages) return false;
    // Whoever asks for something slightly different each time has the whole document encoded each time.
    from.charge(clock.now() - began);
    from.hasDocument = true;
    from.queueState(messages);
    if (from.access.access === 'edit' && !from.hasAnswered) from.queue(this.#document.question());
    from.flush();
    return true;
  }

  #enqueue(edit: SentEdit): void {
    if (this.#isBroken) return;
    this.#inbox.push(edit);
    this.#busy ??= Promise.withResolvers();
    if (!this.#admitted) this.#options.commits.request(this);
  }

  /** Checks what was received, in its order, and leaves for the next time what would keep everybody waiting. */
  #check(): readonly Admitted<SentEdit>[] {
    const edits = this.#inbox;
    const admitted: Admitted<SentEdit>[] = [];
    const refused = new Set<Connection>();
    let taken = 0;
    this.#document.together(() => {
      const { clock } = this.#options;
      let now = clock.now();
      const end = now + CHECK_FOR_MS;
      for (const edit of edits) {
        if (taken === MOST_CHECKED || (taken > 0 && now > end)) break;
        taken += 1;
        // Who was refused once is sent away: what came after it may build on it.
        if (refused.has(edit.from)) continue;
        const result = this.#document.admit(edit);
        const began = now;
        now = clock.now();
        this.#charge(edit, now - began);
        if (typeof result === 'string') {
          refused.add(edit.from);
          this.#refuse(edit.from, result);
        } else {
          admitted.push(result);
          if (!this.#mayBegin(edit.personId, result.newClients.length)) edit.from.close('too_fast', 'clients');
          countVerdict(this.#options.metrics, result);
        }
      }
    });
    this.#inbox = edits.slice(taken).filter(({ from }) => !refused.has(from));
    return admitted;
  }

  #charge({ from }: SentEdit, tookMs: number): void {
    this.#options.metrics.gated(tookMs / 1_000);
    from.charge(tookMs);
  }

  #mayBegin(personId: PersonId, clients: number): boolean {
    if (clients === 0) return true;
    const now = this.#options.clock.now();
    const known = this.#newClients.get(personId);
    const allowance = known ?? new TokenBucket(NEW_CLIENTS.burst, NEW_CLIENTS.perSecond, now);
    if (!known) this.#newClients.set(personId, allowance);
    return allowance.take(clients, now);
  }

  /** What was admitted is in the log: everybody hears of it. */
  #finish(): void {
    const admitted = this.#admitted ?? [];
    const newAuthors = this.#document.commit();
    this.#admitted = null;
    this.#introduce(newAuthors);
    this.#deliver(admitted);
    for (const { edit } of admitted) edit.from.acknowledge(edit.count);
    this.#tellAdjustments(admitted);
    for (const member of this.#members) member.flush();
    for (const { edit } of admitted) edit.from.flush();
    this.#keepSnapshotNowAndThen();
    this.#tellStored();
    this.#rest();
  }

  /** Takes back what was admitted; `again` is checked anew. */
  #undo(again: readonly SentEdit[]): void {
    this.#document.rollBack();
    this.#admitted = null;
    this.#inbox = [...again, ...this.#inbox];
    this.#tellStored();
  }

  /** After a commit: answers who waited for it, and goes on with what came meanwhile. */
  #rest(): void {
    const questions = this.#questions;
    this.#questions = new Map();
    for (const [from, vector] of questions) this.#answer(from, vector);
    if (this.#inbox.length > 0) return this.#options.commits.request(this);
    this.#busy?.resolve();
    this.#busy = null;
  }

  /** Before what they wrote, so that nobody sees a pick of nobody. */
  #introduce(newAuthors: Authors): void {
    if (newAuthors.size === 0) return;
    this.#authors = null;
    const authors = peopleAmong(newAuthors);
    if (Object.keys(authors).length === 0) return;
    const message = authorsFrame({ authors });
    for (const member of this.#members) member.queue(message);
  }

  /** Everything of one commit is one update for everybody; who alone has written it has it already. */
  #deliver(admitted: readonly Admitted<SentEdit>[]): void {
    const news = admitted.filter(({ bytes }) => bytes !== null);
    const [first] = news;
    if (!first) return;
    const updates = news.flatMap(({ bytes }) => (bytes ? [bytes] : []));
    const [only, ...more] = updates;
    const merged = more.length === 0 ? only : (this.#document.news ?? Y.mergeUpdates(updates));
    const message = updateFrame(merged ?? new Uint8Array());
    const isAlone = news.every(({ edit, isRepaired }) => edit.from === first.edit.from && !isRepaired);
    for (const member of this.#members)
      if (member.hasDocument && !(isAlone && member === first.edit.from)) member.queue(message);
  }

  #tellAdjustments(admitted: readonly Admitted<SentEdit>[]): void {
    const told = new Map<Connection, Adjustment[]>();
    const tell = (member: Connection, adjustments: readonly Adjustment[]): void =>
      void told.set(member, [...(told.get(member) ?? []), ...adjustments]);
    for (const { edit, adjustments, parked } of admitted) {
      if (adjustments.length > 0) tell(edit.from, adjustments);
      for (const { clientId, adjustment } of parked)
        for (const author of this.#connectionsOf(clientId)) tell(author, [adjustment]);
    }
    for (const [member, adjustments] of told) member.queue(adjustedFrame({ adjustments }));
  }

  /** Where a client's author is now: at that client, or, where it is gone, wherever they are. */
  #connectionsOf(clientId: number): Connection[] {
    const members = [...this.#members];
    const own = members.filter((member) => member.clientId === clientId);
    if (own.length > 0) return own;
    const author = this.#leases.ownerOf(clientId);
    return members.filter((member) => member.person.id === author);
  }

  #refuse(from: Connection, fault: GateFault | 'too_expensive' | 'overloaded'): void {
    const { log, metrics, designId } = this.#options;
    log.warn({ designId, personId: from.person.id, fault }, 'update refused');
    metrics.verdict('refused', fault);
    from.close(reasonOf(fault), fault);
  }

  #keepSnapshotNowAndThen(): void {
    const { clock, snapshots } = this.#options;
    const updates = this.#document.head - this.#snapshot.seq;
    if (this.#isBroken || this.#document.isAhead || this.#keeping) return;
    if (!snapshots.isDue(updates, clock.now() - this.#snapshot.atMs)) return;
    this.#keeping = this.#keepSnapshot().finally(() => {
      this.#keeping = null;
      this.#keepSnapshotNowAndThen();
    });
  }

  async #keepSnapshot(): Promise<void> {
    const { designId, clock, snapshots } = this.#options;
    const seq = this.#document.head;
    this.#snapshot = { seq, atMs: clock.now() };
    await snapshots.keep({ designId, fence: this.fence, seq }, this.#document.doc);
  }

  /** What is in memory may be more than what is in the log: nobody is told of it, and everybody connects again. */
  #break(reason: CloseReason, detail: string | null): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#inbox = [];
    this.#admitted = null;
    this.#options.onBroken();
    for (const member of this.#members) member.close(reason, detail);
    this.#tellStored();
    this.#busy?.resolve();
    this.#busy = null;
  }
}

/** Whether it has neither structs nor deletions. */
function isNothing(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function countVerdict(metrics: RealtimeMetrics, { bytes, adjustments }: Admitted<SentEdit>): void {
  if (bytes === null) return metrics.verdict('known');
  if (adjustments.length === 0) return metrics.verdict('accepted');
  for (const { violation } of adjustments) metrics.verdict('adjusted', violation.rule ?? violation.code);
}

/** Without the server's own clients: what they picked is nobody's. */
function peopleAmong(authors: Authors): Record<string, string> {
  return Object.fromEntries([...authors].filter((author): author is [number, PersonId] => author[1] !== null));
}
