import type { Kept } from '../realtime/kept/open-kept.ts';
import { type LocalChange, withChanges, withoutChanges } from '../realtime/local-changes.ts';

type Shelf = Pick<Kept, 'notKept' | 'addNotKept' | 'removeNotKept'>;

/**
 * What somebody made and the design does not have: it stays until they have tried it again, taken it along, or let it
 * go. Where this device can, it outlasts the window.
 */
export class NotKept {
  #changes = $state.raw<readonly LocalChange[]>([]);
  /** Whether it is being looked at. */
  isOpen = $state(false);
  #shelf: Shelf | null = null;

  get changes(): readonly LocalChange[] {
    return this.#changes;
  }

  /**
   * From now on it is kept there; what was kept there is in it again.
   * @param pending is about to be made again: as long as that may work out it is not shown
   */
  async useShelf(shelf: Shelf | null, pending: readonly LocalChange[]): Promise<void> {
    this.#shelf = shelf;
    if (!shelf) return;
    const own = this.#changes;
    this.#changes = withChanges(withoutChanges(shelf.notKept, pending), own);
    await quietly(shelf.addNotKept(own));
  }

  /** Shows changes that were not kept. */
  async show(changes: readonly LocalChange[]): Promise<void> {
    if (changes.length === 0) return;
    this.isOpen = true;
    await this.list(changes);
  }

  /** Puts changes on the list, and lets somebody find them there when they look. */
  async list(changes: readonly LocalChange[]): Promise<void> {
    this.#changes = withChanges(this.#changes, changes);
    await this.hold(changes);
  }

  /** Keeps changes that are about to be made again, in case that comes to nothing. */
  async hold(changes: readonly LocalChange[]): Promise<void> {
    await quietly(this.#shelf?.addNotKept(changes));
  }

  /** Somebody else is here now: they are shown nothing of it, and it stays where it is kept. */
  forget(): void {
    this.#changes = [];
    this.#shelf = null;
    this.isOpen = false;
  }

  /** These are in the design, or are not wanted any more. */
  async letGo(changes: readonly LocalChange[]): Promise<void> {
    this.#changes = withoutChanges(this.#changes, changes);
    if (this.#changes.length === 0) this.isOpen = false;
    await quietly(this.#shelf?.removeNotKept(changes));
  }
}

/** Where the device keeps nothing, it stays in this window. */
async function quietly(kept: Promise<void> | undefined): Promise<void> {
  try {
    await kept;
  } catch {
    return;
  }
}
