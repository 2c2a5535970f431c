import type { DesignId, PersonId } from 'shared/ids.ts';
import type { AccessNotice } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import { below, type Random } from 'shared/testing/random-session.ts';
import type { Batch, LogEntry, OpenedDesign, Outcome, Snapshot, Storage } from '../storage.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export interface SimulatedDesign {
  readonly space: Space;
  readonly log: LogEntry[];
  readonly authors: Map<number, PersonId | null>;
  readonly crew: Set<PersonId>;
  snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
  fence: number;
  frozen: boolean;
}

/** A database that outlives the servers that use it. */
export class SimulatedDisk {
  readonly designs = new Map<DesignId, SimulatedDesign>();
  /** Called for every entry, at the moment at which it is durable. */
  onAppended: (designId: DesignId, entry: LogEntry) => void = () => undefined;

  of(designId: DesignId): SimulatedDesign {
    const design = this.designs.get(designId);
    if (!design) throw new Error(`No design ${designId}.`);
    return design;
  }

  /** As `appendToLogs`, for one design. */
  append({ designId, fence, head, entries, newAuthors }: Batch): Outcome {
    const design = this.of(designId);
    if (design.fence !== fence || design.log.length !== head) return { kind: 'taken_over' };
    if (design.frozen) return { kind: 'closed', because: 'entered' };
    const outside = entries.flatMap(({ personId }) =>
      personId !== null && !design.crew.has(personId) ? [personId] : [],
    );
    if (outside.length > 0) return { kind: 'not_in_crew', personIds: new Set(outside) };
    for (const entry of entries) {
      design.log.push(entry);
      this.onAppended(designId, entry);
    }
    for (const [clientId, personId] of newAuthors)
      if (!design.authors.has(clientId)) design.authors.set(clientId, personId);
    return { kind: 'appended' };
  }
}

/** What one server sees of the disk: late, sometimes not at all, and not whether what it sent arrived. */
export class SimulatedStorage implements Storage {
  readonly #disk: SimulatedDisk;
  readonly #clock: SimulatedClock;
  readonly #random: Random;

  constructor(disk: SimulatedDisk, clock: SimulatedClock, random: Random) {
    this.#disk = disk;
    this.#clock = clock;
    this.#random = random;
  }

  async access(designId: DesignId, personId: PersonId): Promise<AccessNotice> {
    await this.#pause();
    const { frozen, crew } = this.#disk.of(designId);
    if (!crew.has(personId)) return { access: 'view', because: 'not_in_crew', epoch: 1 };
    return { access: frozen ? 'view' : 'edit', because: frozen ? 'entered' : null, epoch: 1 };
  }

  async open(designId: DesignId): Promise<OpenedDesign> {
    await this.#pause();
    if (this.#random() < 0.02) throw new Error('The connection was lost.');
    const design = this.#disk.of(designId);
    design.fence += 1;
    const { fence, space, log, authors, snapshot } = design;
    const opened = {
      ...{ space, fence, epoch: 1, head: log.length, snapshot: snapshot?.seq ?? 0, authors: new Map(authors) },
      updates: [...(snapshot ? [snapshot.state] : []), ...log.slice(snapshot?.seq ?? 0).map(({ bytes }) => bytes)],
      ready: Promise.resolve(),
    };
    await this.#pause();
    return opened;
  }

  async takenOver(held: ReadonlyMap<DesignId, number>): Promise<readonly DesignId[]> {
    await this.#pause();
    return [...held].flatMap(([designId, fence]) => (this.#disk.of(designId).fence === fence ? [] : [designId]));
  }

  async append(batches: readonly Batch[]): Promise<readonly Outcome[]> {
    await this.#pause();
    const fate = this.#random();
    if (fate < 0.01) throw new Error('The connection was lost before anything was stored.');
    if (fate < 0.04) return batches.map(() => ({ kind: 'busy' }));
    const outcomes = batches.map((batch) => this.#disk.append(batch));
    await this.#pause();
    if (fate < 0.05) throw new Error('The answer to the commit was lost.');
    return outcomes;
  }

  async keepSnapshot({ designId, fence, seq, state }: Snapshot): Promise<void> {
    await this.#pause();
    const design = this.#disk.of(designId);
    if (fence !== design.fence || seq > design.log.length) return;
    if (seq > (design.snapshot?.seq ?? 0)) design.snapshot = { seq, state };
  }

  /** Never over for a server that has died meanwhile. */
  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(below(this.#random, 20), resolve));
  }
}
