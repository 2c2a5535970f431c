import type { DesignId, PersonId } from 'shared/ids.ts';
import type { SimulatedDisk } from '../simulation/simulated-storage.ts';
import type { Access, Batch, OpenedDesign, Outcome, Storage } from '../storage.ts';

/** A database that answers at once and never fails; whoever asks may edit. */
export class MemoryStorage implements Storage {
  readonly #disk: SimulatedDisk;

  constructor(disk: SimulatedDisk) {
    this.#disk = disk;
  }

  access(): Promise<Access> {
    return Promise.resolve({ notice: { access: 'edit', because: null, epoch: 1 }, fence: this.#disk.design.fence });
  }

  open(): Promise<OpenedDesign> {
    this.#disk.open();
    const { design } = this.#disk;
    return Promise.resolve({
      ...{ space: design.space, fence: design.fence, head: design.log.length, snapshot: 0, epoch: 1 },
      updates: design.log.map(({ bytes }) => bytes),
      authors: new Map(design.authors),
      ready: Promise.resolve(),
    });
  }

  takenOver(): Promise<readonly DesignId[]> {
    return Promise.resolve([]);
  }

  append(batches: readonly Batch[]): Promise<readonly Outcome[]> {
    for (const { entries } of batches)
      for (const { personId } of entries) if (personId !== null) this.#disk.design.crew.add(personId);
    return Promise.resolve(batches.map((batch) => this.#disk.append(batch)));
  }

  keepSnapshot(): Promise<void> {
    return Promise.resolve();
  }
}

export function personNamed(name: string): { readonly id: PersonId; readonly name: string; readonly colour: string } {
  return { id: name as PersonId, name, colour: '#123456' };
}
