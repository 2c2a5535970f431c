import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { below, type Random } from 'shared/testing/random-session.ts';
import type { Access, Batch, LogEntry, OpenedDesign, Outcome, Snapshot, Storage } from '../storage.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export interface SimulatedDesign {
  readonly space: Space;
  readonly log: LogEntry[];
  readonly authors: Map<number, PersonId | null>;
  readonly crew: Set<PersonId>;
  snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
  fence: number;
  /** Why it takes no edits; null: it does. */
  closed: 'entered' | 'phase' | null;
}

/** An entry of the log, at the moment at which it is durable. */
export interface Appended {
  readonly entry: LogEntry;
  readonly fence: number;
  readonly seq: number;
}

/** A database with one design, which outlives the servers that use it. */
export class SimulatedDisk {
  readonly design: SimulatedDesign;
  /** Nobody reaches it: it was killed, or its disk is full. */
  isAway = false;
  onAppended: (appended: Appended) => void = () => undefined;
  onOpened: (fence: number) => void = () => undefined;

  /** @param first the only entry of its log */
  constructor(space: Space, crew: readonly PersonId[], first: Uint8Array) {
    this.design = {
      ...{ space, fence: 0, closed: null, snapshot: null, crew: new Set(crew), authors: new Map() },
      log: [{ personId: null, bytes: first }],
    };
  }

  open(): number {
    this.design.fence += 1;
    this.onOpened(this.design.fence);
    return this.design.fence;
  }

  /** As `appendToLogs`, for one design. */
  append(batch: Batch): Outcome {
    const { design } = this;
    if (design.fence !== batch.fence || design.log.length !== batch.head) return { kind: 'taken_over' };
    if (design.closed) return { kind: 'closed', because: design.closed };
    const outside = batch.entries.flatMap(({ personId }) =>
      personId !== null && !design.crew.has(personId) ? [personId] : [],
    );
    if (outside.length > 0) return { kind: 'not_in_crew', personIds: new Set(outside) };
    return this.write(batch);
  }

  protected write({ entries, fence, newAuthors }: Batch): Outcome {
    const { log, authors } = this.design;
    for (const entry of entries) {
      log.push(entry);
      this.onAppended({ entry, fence, seq: log.length });
    }
    for (const [clientId, personId] of newAuthors) if (!authors.has(clientId)) authors.set(clientId, personId);
    return { kind: 'appended' };
  }
}

export interface SimulatedStorageOptions {
  readonly disk: SimulatedDisk;
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** Something is about to be stored, or has been and nobody has been told. The server may die of it. */
  readonly onCommit: (moment: 'before' | 'after') => void;
}

const LONGEST_PAUSE_MS = 20;
const AWAY_PAUSE_MS = 300;

/** What one server sees of the disk: late, sometimes not at all, and not whether what it sent arrived. */
export class SimulatedStorage implements Storage {
  readonly #options: SimulatedStorageOptions;

  constructor(options: SimulatedStorageOptions) {
    this.#options = options;
  }

  async access(_designId: DesignId, personId: PersonId): Promise<Access> {
    const { crew, closed, fence } = await this.#reach();
    const because = crew.has(personId) ? closed : 'not_in_crew';
    return { notice: { access: because === null ? 'edit' : 'view', because, epoch: 1 }, fence };
  }

  async open(): Promise<OpenedDesign> {
    const { space, log, authors, snapshot } = await this.#reach();
    if (this.#options.random() < 0.02) throw new Error('The connection was lost.');
    const opened = {
      ...{ space, epoch: 1, head: log.length, snapshot: snapshot?.seq ?? 0, authors: new Map(authors) },
      fence: this.#options.disk.open(),
      updates: [...(snapshot ? [snapshot.state] : []), ...log.slice(snapshot?.seq ?? 0).map(({ bytes }) => bytes)],
      ready: Promise.resolve(),
    };
    await this.#pause();
    return opened;
  }

  async takenOver(held: ReadonlyMap<DesignId, number>): Promise<readonly DesignId[]> {
    const design = await this.#reach();
    return [...held].flatMap(([designId, fence]) => (design.fence === fence ? [] : [designId]));
  }

  async append(batches: readonly Batch[]): Promise<readonly Outcome[]> {
    const { disk, random, onCommit } = this.#options;
    await this.#reach();
    const fate = random();
    if (fate < 0.01) throw new Error('The connection was lost before anything was stored.');
    if (fate < 0.04) return batches.map(() => ({ kind: 'busy' }));
    onCommit('before');
    await this.#stillAlive();
    const outcomes = batches.map((batch) => disk.append(batch));
    onCommit('after');
    await this.#pause();
    if (fate < 0.06 || disk.isAway) throw new Error('The answer to the commit was lost.');
    return outcomes;
  }

  async keepSnapshot({ fence, seq, state }: Snapshot): Promise<void> {
    const design = await this.#reach();
    if (fence !== design.fence || seq > design.log.length) return;
    if (seq > (design.snapshot?.seq ?? 0)) design.snapshot = { seq, state };
  }

  async #reach(): Promise<SimulatedDesign> {
    const { disk, random } = this.#options;
    await this.#pause();
    // Sometimes one is told so at once, sometimes only when it is back.
    if (disk.isAway && random() < 0.5) throw new Error('The database is away.');
    while (disk.isAway) await this.#pause(AWAY_PAUSE_MS);
    return disk.design;
  }

  /** Never over for a server that has died meanwhile. */
  #pause(longestMs = LONGEST_PAUSE_MS): Promise<void> {
    const { clock, random } = this.#options;
    return new Promise((resolve) => clock.after(below(random, longestMs), resolve));
  }

  #stillAlive(): Promise<void> {
    return this.#options.clock.isDead ? new Promise(() => undefined) : Promise.resolve();
  }
}
