import { canonicalJson } from '../../canonical-json.ts';
import type { SpaceRule } from '../schema.ts';
import type { Wish } from './evidence.ts';

/** How many are kept for each choice: to look through more takes longer than to ask. */
const MOST_EACH = 40;

/** Choices that do not go together, whatever else is chosen, and the rules that say so. */
export interface Conflict {
  readonly names: readonly string[];
  readonly rules: readonly SpaceRule[];
}

/**
 * What has been found not to go together in one space, for whoever repairs many designs of it: the same few choices
 * stand against each other in most of them.
 */
export class KnownConflicts {
  readonly #byName = new Map<string, Conflict[]>();

  /** @param wishes that no design has all of */
  add(wishes: readonly Wish[], rules: readonly SpaceRule[]): void {
    const names = wishes.map(nameOf);
    for (const name of names) {
      const known = this.#byName.get(name) ?? [];
      if (known.length < MOST_EACH) known.push({ names, rules });
      this.#byName.set(name, known);
    }
  }

  /** A conflict of `wish` with nothing but some of `kept`. */
  between(kept: readonly Wish[], wish: Wish): Conflict | null {
    return this.#find(new Set(kept.map(nameOf)), nameOf(wish));
  }

  /** Those of `wishes` that are in no known conflict with `kept` and the ones of them before. */
  promising<Given extends Wish>(kept: readonly Wish[], wishes: readonly Given[]): Given[] {
    if (this.#byName.size === 0) return [...wishes];
    const names = new Set(kept.map(nameOf));
    return wishes.filter((wish) => {
      const name = nameOf(wish);
      if (this.#find(names, name)) return false;
      names.add(name);
      return true;
    });
  }

  #find(kept: ReadonlySet<string>, wanted: string): Conflict | null {
    const isHere = (name: string): boolean => name === wanted || kept.has(name);
    return this.#byName.get(wanted)?.find(({ names }) => names.every(isHere)) ?? null;
  }
}

function nameOf({ key, value, isNot = false }: Wish): string {
  return `${key}${isNot ? '!' : '='}${typeof value === 'string' ? value : canonicalJson(value)}`;
}
