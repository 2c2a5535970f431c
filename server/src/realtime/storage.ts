import type { DesignId, PersonId } from 'shared/ids.ts';
import type { AccessNotice } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Authors } from './authors.ts';

/** A design as the log has it. */
export interface OpenedDesign {
  readonly space: Space;
  /** Updates in Yjs' first format that make up the document: a snapshot where there is one, then the log. */
  readonly updates: readonly Uint8Array[];
  /** Sequence of the last of them; 0 for a design without a log. */
  readonly head: number;
  /** Sequence of the snapshot; 0 where there is none. */
  readonly snapshot: number;
  /** Whose the document's clients are. */
  readonly authors: Authors;
  /** Who appends has to show it: whoever opens the design later gets a higher one, and this one is worth nothing. */
  readonly fence: number;
  /** How often the document was begun anew, see `AccessNotice`. */
  readonly epoch: number;
  /** Resolves when the engine of the space is as quick as it gets; which picks stand may depend on it. */
  readonly ready: Promise<unknown>;
}

export interface LogEntry {
  /** Null: the server itself. */
  readonly personId: PersonId | null;
  readonly bytes: Uint8Array;
}

/** What a room has to append: all of it or nothing. */
export interface Batch {
  readonly designId: DesignId;
  readonly fence: number;
  /** Sequence of the last entry that is in the document; the first of `entries` follows it. */
  readonly head: number;
  readonly entries: readonly LogEntry[];
  /** Who wrote for the first time. */
  readonly newAuthors: Authors;
}

/** What became of a batch. Everything but `appended`: nothing of it is in the log. */
export type Outcome =
  | { readonly kind: 'appended' }
  /** The design is held by somebody, for example to be entered: try again. */
  | { readonly kind: 'busy' }
  /** It takes no edits any more. */
  | { readonly kind: 'closed'; readonly because: 'entered' | 'phase' }
  /** These may not write in it (any more). */
  | { readonly kind: 'not_in_crew'; readonly personIds: ReadonlySet<PersonId> }
  /** Another server has opened the design since: this one must not go on with it. */
  | { readonly kind: 'taken_over' };

/** A state of a design, so that loading starts from there. */
export interface Snapshot {
  readonly designId: DesignId;
  /** Of the room that keeps it. */
  readonly fence: number;
  /** Sequence of the last entry of the log that is in it. */
  readonly seq: number;
  /** The document in Yjs' first format. */
  readonly state: Uint8Array;
}

/** What somebody may do with a design, as the database has it now. */
export interface Access {
  readonly notice: AccessNotice;
  /** Of whoever opened the design last: a server with a lower one does not have all of it. */
  readonly fence: number;
}

/** Where designs are kept. The realtime core knows no other, so that a simulation can lose and delay what it likes. */
export interface Storage {
  /** @throws DomainError `design_not_found`, also for those who may not know of it */
  access(designId: DesignId, personId: PersonId): Promise<Access>;
  /**
   * Loads a design and makes this server the only one that can append to it.
   * @param options `fromTheBeginning`: the whole log, for where the snapshot has turned out to be spoilt
   * @throws Error where the log has a gap, also at its beginning
   */
  open(designId: DesignId, options?: { readonly fromTheBeginning?: boolean }): Promise<OpenedDesign>;
  /**
   * Which of these designs another server has opened since. Who only looks at one would otherwise not find out.
   * @param held designs and the fences that they were opened with
   */
  takenOver(held: ReadonlyMap<DesignId, number>): Promise<readonly DesignId[]>;
  /**
   * Appends to the logs of several designs in one commit.
   * @param batches at most one per design, each with at least one entry
   * @returns what became of each, in their order; when it resolves, what is appended is durable, and of what is not the
   *   reason may still have to be found out
   * @throws Error where nobody knows whether anything of it was stored
   */
  append(batches: readonly Batch[]): Promise<readonly (Outcome | Promise<Outcome>)[]>;
  /**
   * Keeps a snapshot, where its room is still the only one that can append and the log goes as far. The log stays as it
   * is.
   */
  keepSnapshot(snapshot: Snapshot): Promise<void>;
}
