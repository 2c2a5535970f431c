import type { MixParameter } from 'shared/space/schema.ts';
import { SvelteSet } from 'svelte/reactivity';
import { type Amounts, itemsIn, roomOf, withAmount, withItem, without, withoutItem } from './mix-amounts.ts';

export interface MixEditorOptions {
  readonly mix: MixParameter;
  /** What the document says. */
  readonly amounts: () => Amounts;
  /** Whether the brand's rules allow a mix. */
  readonly allows: (amounts: Amounts) => boolean;
  /** The amounts that a note may still have beside everybody's picks, ascending; null where that is not known. */
  readonly possible: (id: string) => readonly number[] | null;
  /** Takes a note in with whatever has to move for it, or explains why that is not possible. */
  readonly reach: (id: string) => void;
  /** Writes a mix, or explains why it is not possible. */
  readonly set: (amounts: Amounts) => void;
}

/** One mix in hand: what one note gains the others give, those that are locked stay, and the sum never changes. */
export class MixEditor {
  readonly #options: MixEditorOptions;
  /** Notes that keep their amount while others change; nobody else sees that. */
  readonly locked = new SvelteSet<string>();
  /** While a slider is held. The others move from where they were when it was taken, so that it can go back. */
  #held = $state.raw<Amounts | null>(null);

  readonly shown = $derived.by(() => this.#held ?? this.#options.amounts());
  readonly items = $derived.by(() => itemsIn(this.#options.mix, this.shown));
  readonly isFull = $derived.by(() => this.items.length >= this.#options.mix.maxItems);

  constructor(options: MixEditorOptions) {
    this.#options = options;
  }

  /** How far a note can go, in units. */
  room(id: string): { readonly low: number; readonly high: number } {
    return roomOf(this.#options.mix, this.#options.amounts(), this.#lockedBut(id), id);
  }

  /** A slider is moved: as far as the other notes and the rules allow. */
  hold(id: string, wanted: number): void {
    const { mix } = this.#options;
    const from = this.#options.amounts();
    const target = withAmount(mix, from, this.#lockedBut(id), id, wanted);
    let best = from;
    const [start, end] = [from[id] ?? 0, target[id] ?? 0];
    const step = Math.sign(end - start) * mix.step;
    for (let units = start; step !== 0 && (end - units) * step > 0;) {
      units += step;
      const next = withAmount(mix, from, this.#lockedBut(id), id, units);
      if (!this.#options.allows(next)) break;
      best = next;
    }
    this.#held = best;
  }

  drop(): void {
    const held = this.#held;
    this.#held = null;
    if (held) this.#options.set(held);
  }

  /** One step up or down; what a rule stands against is explained. */
  step(id: string, direction: 1 | -1): void {
    const { mix } = this.#options;
    const amounts = this.#options.amounts();
    const next = withAmount(mix, amounts, this.#lockedBut(id), id, (amounts[id] ?? 0) + direction * mix.step);
    if (next !== amounts) this.#options.set(next);
  }

  /** Whether there is room for a note. */
  canAdd(id: string): boolean {
    return withItem(this.#options.mix, this.#options.amounts(), this.locked, id) !== null;
  }

  /** Whether the picks and the brand's rules leave nothing for a note that is not in the mix. */
  isBlocked(id: string): boolean {
    const amounts = this.#options.possible(id);
    return amounts !== null && !amounts.some((units) => units > 0);
  }

  /** Takes a note in; where the rules do not let it come in just so, looks for the nearest way, or for the reason. */
  add(id: string): void {
    const { mix, allows, set, reach } = this.#options;
    const next = withItem(mix, this.#options.amounts(), this.locked, id);
    if (next && allows(next)) set(next);
    else if (next || this.isBlocked(id)) reach(id);
  }

  canRemove(id: string): boolean {
    return withoutItem(this.#options.mix, this.#options.amounts(), this.#lockedBut(id), id) !== null;
  }

  remove(id: string): void {
    const next = withoutItem(this.#options.mix, this.#options.amounts(), this.#lockedBut(id), id);
    this.locked.delete(id);
    if (next) this.#options.set(next);
  }

  toggleLock(id: string): void {
    if (!this.locked.delete(id)) this.locked.add(id);
  }

  #lockedBut(id: string): ReadonlySet<string> {
    return without(this.locked, id);
  }
}
