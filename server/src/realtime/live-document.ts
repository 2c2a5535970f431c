import type { FastifyBaseLogger } from 'fastify';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { CloseReason } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import type { Database, Transaction } from '../db/database.ts';
import { type Authors, insertAuthors } from './authors.ts';
import { Gate, type GateFault, type ParkedPick } from './gate.ts';
import { type LoadedDesign, loadDesignDoc } from './load-design.ts';
import { appendToLog, lockForAppend, type LogEntry, writeSnapshot } from './log.ts';

/** An update and whose it is. */
export interface Edit {
  readonly from: { readonly person: { readonly id: PersonId }; readonly clientId: number | null };
  readonly update: Uint8Array;
}

/** What became of a batch of edits, to be told now that it is committed. */
export interface Outcome<Sent extends Edit> {
  /** Why nothing of it could be stored: the design does not take edits any more. */
  readonly closed: 'entered' | 'phase' | null;
  readonly stored: readonly Stored<Sent>[];
  readonly refused: readonly Refused<Sent>[];
  /** Who has written for the first time. */
  readonly newAuthors: Authors;
}
export interface Stored<Sent extends Edit> {
  readonly edit: Sent;
  /** The edit and its repair, as one update; null where it said nothing new. */
  readonly bytes: Uint8Array | null;
  /** What the repair changed of it. */
  readonly adjustments: readonly Adjustment[];
  /** Whose picks the design has no room for since. */
  readonly parked: readonly ParkedPick[];
  /** Whether its author has to be sent what became of it. */
  readonly isRepaired: boolean;
}
export interface Refused<Sent extends Edit> {
  readonly edit: Sent;
  readonly reason: CloseReason;
  readonly detail: string | null;
}

export interface LiveDocumentOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly designId: DesignId;
  readonly space: Space;
  readonly loaded: LoadedDesign;
  /** Whose the document's clients are. */
  readonly authors: Authors;
}

const NOTHING_NEW = { bytes: null, adjustments: [], parked: [], isRepaired: false } as const;

/** A design's document in memory and its log in the database. After `append` has thrown, the two may differ. */
export class LiveDocument {
  readonly #options: LiveDocumentOptions;
  readonly #authors: Map<number, PersonId | null>;
  #gate: Gate;
  #head: number;
  #snapshot: number;

  constructor(options: LiveDocumentOptions) {
    this.#options = options;
    this.#authors = new Map(options.authors);
    this.#gate = new Gate(options.loaded.doc, options.space);
    this.#head = options.loaded.head;
    this.#snapshot = options.loaded.snapshot;
  }

  get doc(): Y.Doc {
    return this.#gate.doc;
  }

  /** How many updates there are since the last snapshot. */
  get unsnapped(): number {
    return this.#head - this.#snapshot;
  }

  /** Whose the clients are that have written in it. */
  get authors(): Authors {
    return this.#authors;
  }

  /** Whose a Yjs client is; null: the server's own, undefined: nobody's yet. */
  authorOf(clientId: number): PersonId | null | undefined {
    return clientId === this.doc.clientID ? null : this.#authors.get(clientId);
  }

  /**
   * Checks edits one after the other, applies what may stay, with its repair, and appends it to the log: all in one
   * transaction that holds the design's row, so that rights cannot change between the check and the commit.
   * @throws Error where the database did not take it; nothing of it may be told to anybody then
   */
  async append<Sent extends Edit>(edits: readonly Sent[]): Promise<Outcome<Sent>> {
    return this.#options.db.transaction((tx) => this.#appendIn(tx, edits));
  }

  /** Keeps the state, so that the next opening is quick. Nothing is lost without it: the log is the truth. */
  async writeSnapshot(): Promise<void> {
    const { db, log, designId } = this.#options;
    const seq = this.#head;
    try {
      await writeSnapshot(db, designId, seq, Y.encodeStateAsUpdate(this.doc));
      this.#snapshot = seq;
    } catch (error) {
      log.warn({ err: error, designId }, 'snapshot not written');
    }
  }

  destroy(): void {
    this.doc.destroy();
  }

  async #appendIn<Sent extends Edit>(tx: Transaction, edits: readonly Sent[]): Promise<Outcome<Sent>> {
    const stored: Stored<Sent>[] = [];
    const refused: Refused<Sent>[] = [];
    const authors = new Set(edits.map(({ from }) => from.person.id));
    const right = await lockForAppend(tx, this.#options.designId, [...authors]);
    if (!right.isOpen) return { closed: right.because, stored, refused, newAuthors: new Map() };
    for (const edit of edits) {
      // Who was refused once is sent away: what came after it may build on it.
      if (refused.some((other) => other.edit.from === edit.from)) continue;
      if (!right.members.has(edit.from.person.id)) {
        refused.push({ edit, reason: 'not_allowed', detail: null });
        continue;
      }
      const verdict = this.#gate.admit(edit.update, edit.from.clientId ?? 0);
      if (verdict.kind === 'refused') {
        refused.push({ edit, reason: reasonOf(verdict.fault), detail: verdict.fault });
        if (verdict.isTouched) await this.#rebuild(tx, stored);
      } else {
        const { bytes, adjustments, parked, isRepaired } = verdict.kind === 'admitted' ? verdict : NOTHING_NEW;
        stored.push({ edit, bytes, adjustments, parked, isRepaired });
      }
    }
    const entries = stored.flatMap(({ edit, bytes }) => (bytes ? [{ personId: edit.from.person.id, bytes }] : []));
    if (entries.length > 0) this.#head = await this.#appendNext(tx, entries);
    return { closed: null, stored, refused, newAuthors: await this.#keepAuthors(tx, edits) };
  }

  /** Whoever has written by now and had not before: of these edits, or the server that repaired them. */
  async #keepAuthors(tx: Transaction, edits: readonly Edit[]): Promise<Authors> {
    const added = new Map<number, PersonId | null>();
    for (const clientId of this.doc.store.clients.keys()) {
      if (this.#authors.has(clientId)) continue;
      added.set(clientId, edits.find(({ from }) => from.clientId === clientId)?.from.person.id ?? null);
    }
    if (added.size > 0) await insertAuthors(tx, this.#options.designId, added);
    for (const [clientId, personId] of added) this.#authors.set(clientId, personId);
    return added;
  }

  /** Appends what follows on the last entry that is in the document; if another server has written since, nothing. */
  async #appendNext(tx: Transaction, entries: readonly LogEntry[]): Promise<number> {
    const head = await appendToLog(tx, this.#options.designId, entries);
    if (head !== this.#head + entries.length)
      throw new Error(`The log has come to ${head} by itself; the document is at ${this.#head}.`);
    return head;
  }

  /** The document as it was before an update that got halfway in: what is committed, and what of this batch stays. */
  async #rebuild(tx: Transaction, stored: readonly { readonly bytes: Uint8Array | null }[]): Promise<void> {
    const { doc } = await loadDesignDoc(tx, this.#options.designId);
    for (const { bytes } of stored) if (bytes) Y.applyUpdate(doc, bytes);
    this.#gate.doc.destroy();
    this.#gate = new Gate(doc, this.#options.space);
  }
}

function reasonOf(fault: GateFault): CloseReason {
  if (fault === 'too_large') return 'too_large';
  return fault === 'malformed' || fault === 'trailing_bytes' ? 'malformed' : 'structure_refused';
}
