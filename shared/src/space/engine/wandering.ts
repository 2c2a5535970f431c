import type { Params } from '../condition.ts';
import type { Space } from '../schema.ts';
import { completeLike, wishesOf } from './completion.ts';
import type { Domains } from './domains.ts';
import type { Engine } from './engine.ts';
import { leafOf, type Wish } from './evidence.ts';
import type { PickValue } from './pick.ts';

/**
 * A random design by choosing one thing after the other, in any order, each any value that is still possible: not every
 * design is as likely as another. Texts are as in `texts`. Null where what is fixed does not go together.
 */
export function wander(
  engine: Engine,
  space: Space,
  fixed: readonly Wish[],
  random: () => number,
  texts: Params,
): Params | null {
  const chosen: Wish[] = [...fixed];
  const open = wishesOf(space, texts).filter(({ key }) => !fixed.some((pick) => pick.key === key));
  for (const wish of shuffled(open, random)) {
    const any = anyValue(engine, chosen, wish, random);
    if (any !== null && engine.isConsistent([...chosen, { key: wish.key, value: any }])) {
      chosen.push({ key: wish.key, value: any });
      continue;
    }
    const possible = possibleValues(engine, engine.domains(chosen), wish.key);
    const value = possible[Math.floor(random() * possible.length)];
    if (value !== undefined) chosen.push({ key: wish.key, value });
  }
  return completeLike(engine, space, chosen, texts);
}

function anyValue(engine: Engine, chosen: readonly Wish[], { key }: Wish, random: () => number): PickValue | null {
  const choice = engine.rules.choices.get(key);
  switch (choice?.kind) {
    case 'one': {
      const options = [...choice.options.keys()];
      return options[Math.floor(random() * options.length)] ?? null;
    }
    case 'switch':
      return random() < 0.5;
    case 'number': {
      const values = engine.rules.parts[choice.part]?.component.variables[choice.column]?.values ?? [];
      return values[Math.floor(random() * values.length)] ?? null;
    }
    case 'mix': {
      const { allowed, masks } = engine.reader.read(chosen);
      const { cells } = engine.rules.parts[choice.part] ?? { cells: [] };
      const open = shuffled(
        [...cells.keys()].filter((cell) => allowed[leafOf(cells[cell] as number)] === 1),
        random,
      );
      for (const cell of open) {
        const tuple = engine.reader.passes[choice.part]?.sample(masks[choice.part] ?? [], cell, random);
        if (!tuple) continue;
        const amounts = [...choice.columns].map(([item, column]) => [item, tuple[column] ?? 0] as const);
        return Object.fromEntries(amounts.filter(([, amount]) => amount > 0));
      }
      return null;
    }
    default:
      return null;
  }
}

function possibleValues(engine: Engine, domains: Domains, key: string): PickValue[] {
  const choice = engine.rules.choices.get(key);
  switch (choice?.kind) {
    case 'one':
      return [...choice.options.keys()].filter((option) => domains.isPossible(key, option));
    case 'switch':
      return [true, false].filter((value) => domains.isPossible(key, value));
    case 'number':
      return domains.valuesOf(key);
    default:
      return [];
  }
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as Item, all[last] as Item];
  }
  return all;
}
