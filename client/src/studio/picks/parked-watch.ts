import { sameValue } from 'shared/same-value.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';

export interface ParkedNews {
  /** Picks that were on the product, or are new, and do not go with the rest any more. */
  readonly parked: readonly Pick[];
  /** Picks that were parked and are back on. */
  readonly returned: readonly Pick[];
}

/** Notices which picks are parked and which return; what is there at the beginning is no news. */
export class ParkedWatch {
  #before: readonly Pick[] | null = null;

  look({ kept, parked }: Omit<Resolution, 'params'>): ParkedNews {
    const before = this.#before ?? parked;
    this.#before = parked;
    return {
      parked: parked.filter((pick) => !before.some((other) => isSame(other, pick))),
      returned: before.filter((pick) => kept.some((other) => isSame(other, pick))),
    };
  }
}

/** Somebody may write the same value anew: it is the same wish all the same. */
function isSame(a: Pick, b: Pick): boolean {
  return a.key === b.key && sameValue(a.value, b.value);
}
