import type { DesignId, PersonId } from 'shared/ids.ts';
import type { CloseReason } from 'shared/realtime/messages.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import type { Authors } from './authors.ts';
import { CommittedState } from './committed-state.ts';
import { Gate, type GateFault, type ParkedPick } from './gate.ts';
import type { Leases } from './leases.ts';
import type { Batch, LogEntry, OpenedDesign } from './storage.ts';

/** An update and whose it is. */
export interface Edit {
  readonly personId: PersonId;
  readonly update: Uint8Array;
}

/** What became of an edit that may stay. */
export interface Admitted<Sent extends Edit> {
  readonly edit: Sent;
  /** The edit and its repair, as one update; null where it said nothing new. */
  readonly bytes: Uint8Array | null;
  /** What the repair changed of it. */
  readonly adjustments: readonly Adjustment[];
  /** Whose picks the design has no room for since. */
  readonly parked: readonly ParkedPick[];
  /** Whether its author has to be sent what became of it. */
  readonly isRepaired: boolean;
  /** The Yjs clients that it wrote as for the first time. */
  readonly newClients: readonly number[];
}

const NOTHING_NEW = { bytes: null, adjustments: [], parked: [], isRepaired: false, newClients: [] } as const;

/**
 * A design's document in memory: what is committed, and between `admit` and `commit` what is about to be. After a commit
 * that failed, or an update that got halfway in, it is made anew from what is committed.
 */
export class RoomDocument {
  readonly #designId: DesignId;
  readonly #opened: Pick<OpenedDesign, 'space' | 'fence'>;
  readonly #committed: CommittedState;
  readonly #leases: Leases;
  readonly #random: () => number;
  #gate: Gate;
  #head: number;
  /** Not committed yet. */
  #ahead: Uint8Array[] = [];
  #newAuthors = new Map<number, PersonId | null>();
  #news: Uint8Array | null = null;

  constructor(designId: DesignId, opened: OpenedDesign, leases: Leases, random: () => number = Math.random) {
    this.#designId = designId;
    this.#opened = opened;
    this.#leases = leases;
    this.#random = random;
    this.#head = opened.head;
    this.#committed = new CommittedState(opened.updates);
    const doc = this.#committed.build();
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      throw new Error(`The log of design ${designId} refers to what is not in it.`);
    this.#gate = new Gate(doc, opened.space, random);
  }

  get doc(): Y.Doc {
    return this.#gate.doc;
  }

  /** Sequence of the last entry that is committed. */
  get head(): number {
    return this.#head;
  }

  /** Whether it holds what is not committed yet. */
  get isAhead(): boolean {
    return this.#ahead.length > 0;
  }

  /**
   * Runs `work`, in which several updates may be admitted for little more than one, as long as none of them is refused
   * halfway. Everything that comes in is committed together, or none of it.
   */
  together(work: () => void): void {
    const gate = this.#gate;
    this.#news = null;
    let isDone = false;
    try {
      const news = gate.together(() => {
        work();
        isDone = true;
      });
      if (gate === this.#gate) this.#news = news;
    } catch (error) {
      // Yjs may fail to tidy up what an update has spoilt; nobody uses it any more.
      if (!isDone || gate === this.#gate) throw error;
    }
  }

  /** Everything of the last `together` as one update; null where that has to be made from its updates. */
  get news(): Uint8Array | null {
    return this.#news;
  }

  /** Checks an update and applies it, with its repair; a fault leaves the document as it was. */
  admit<Sent extends Edit>(edit: Sent): Admitted<Sent> | GateFault {
    const { personId, update } = edit;
    const own = this.doc.clientID;
    const may = (clientId: number): boolean => clientId !== own && this.#mayWriteAs(clientId, personId);
    const verdict = this.#gate.admit(update, may);
    switch (verdict.kind) {
      case 'known':
        return { edit, ...NOTHING_NEW };
      case 'refused':
        if (verdict.isTouched) this.#rebuild();
        return verdict.fault;
      case 'admitted': {
        const { bytes, writers, adjustments, parked, isRepaired } = verdict;
        const newClients = writers.filter((clientId) => !this.#isKnown(clientId));
        for (const clientId of newClients) this.#newAuthors.set(clientId, personId);
        if (isRepaired && !this.#isKnown(own)) this.#newAuthors.set(own, null);
        this.#ahead.push(bytes);
        return { edit, bytes, adjustments, parked, isRepaired, newClients };
      }
    }
  }

  /** What has to be appended to the log before anybody hears of it; null: nothing. */
  batch(admitted: readonly Admitted<Edit>[]): Batch | null {
    const entries = admitted.flatMap(({ edit, bytes }): LogEntry[] =>
      bytes ? [{ personId: edit.personId, bytes }] : [],
    );
    if (entries.length === 0) return null;
    return {
      designId: this.#designId,
      fence: this.#opened.fence,
      head: this.#head,
      entries,
      newAuthors: this.#newAuthors,
    };
  }

  /** What it was ahead is committed. @returns who has written for the first time */
  commit(): Authors {
    const newAuthors = this.#newAuthors;
    for (const bytes of this.#ahead) this.#committed.add(bytes);
    this.#head += this.#ahead.length;
    this.#leases.wrote(newAuthors);
    this.#ahead = [];
    this.#newAuthors = new Map();
    this.#committed.gather(this.doc);
    return newAuthors;
  }

  /** What it was ahead never happened. */
  rollBack(): void {
    this.#ahead = [];
    this.#newAuthors = new Map();
    this.#news = null;
    this.#rebuild();
  }

  /** What is committed, as bytes. */
  get committed(): CommittedState['pieces'] {
    return this.#committed.pieces;
  }

  /** What a client lacks, as messages; null while only a document that is not ahead could tell. */
  answer(vector: Uint8Array, wantsV2: boolean): readonly Uint8Array[] | null {
    return this.#committed.answer(vector, wantsV2, this.isAhead ? null : this.doc);
  }

  question(): Uint8Array {
    return this.#committed.question(this.doc, this.#ahead);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #mayWriteAs(clientId: number, personId: PersonId): boolean {
    const owner = this.#newAuthors.get(clientId);
    return owner === undefined ? this.#leases.mayUse(clientId, personId) : owner === personId;
  }

  #isKnown(clientId: number): boolean {
    return this.#newAuthors.has(clientId) || this.#leases.written.has(clientId);
  }

  #rebuild(): void {
    const doc = this.#committed.build();
    for (const bytes of this.#ahead) Y.applyUpdate(doc, bytes);
    this.#gate.doc.destroy();
    this.#gate = new Gate(doc, this.#opened.space, this.#random);
  }
}

export function reasonOf(fault: GateFault | 'too_expensive' | 'overloaded'): CloseReason {
  if (fault === 'overloaded') return fault;
  if (fault === 'too_large') return 'too_large';
  return fault === 'malformed' || fault === 'trailing_bytes' ? 'malformed' : 'structure_refused';
}
