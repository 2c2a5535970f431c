import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { cellWeights } from 'shared/space/engine/bounded-search.ts';
import { type Assignment, costOf } from 'shared/space/engine/bounds.ts';
import { paramsOfAssignment, wishesOf } from 'shared/space/engine/completion.ts';
import type { Domains } from 'shared/space/engine/domains.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import { leafOf, type Wish } from 'shared/space/engine/evidence.ts';
import type { Pick, PickValue } from 'shared/space/engine/pick.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import { picksWith } from './picking.ts';

const MOST_DRAWS = 400; // until one keeps the limits that the graph knows nothing of

/**
 * What to pick beside the picks that stay for a design drawn at random: of all that keep as much of them as can be kept
 * each as likely as any other where the rules are compiled; else by choosing one thing after the other.
 * @param random numbers of [0, 1), uniform in at least 32 bits
 * @returns as few picks as make that design
 */
export function surprise(
  engine: Engine,
  space: Space,
  staying: readonly Pick[],
  random: () => number,
): readonly Wish[] {
  const { kept, params: texts } = resolvePicks(space, staying);
  const params = drawn(engine, space, kept, random, texts) ?? groped(engine, space, kept, random, texts);
  return picksFor(space, staying, params);
}

/** A design drawn from the compiled graph; null where there is none, or where too few keep the limits. */
function drawn(
  engine: Engine,
  space: Space,
  fixed: readonly Wish[],
  random: () => number,
  texts: Params,
): Params | null {
  const { compiled, reader, rules } = engine;
  if (!compiled) return null;
  const evidence = reader.read(fixed);
  const weights = cellWeights(rules, reader, evidence);
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const leaves = compiled.pass.sample(evidence.allowed, weights, random);
    if (!leaves) return null;
    const chosen = new Set(leaves);
    const values = rules.parts.map(({ cells }, part) => {
      const cell = cells.findIndex((variable) => chosen.has(leafOf(variable)));
      return reader.passes[part]?.sample(evidence.masks[part] ?? [], cell, random) ?? [];
    });
    const found: Assignment = { leaves, values };
    // The graph has a design once for each way in which its limits could be said to turn out; one of them is true.
    const isTrue = rules.limits.every(
      ({ literal, cost, most }) => chosen.has(leafOf(literal)) === costOf(rules, cost, found) <= most,
    );
    if (isTrue) return paramsOfAssignment(engine, space, found, texts);
  }
  return null;
}

/** One thing after the other, in any order, each any value that is still possible. */
function groped(engine: Engine, space: Space, fixed: readonly Wish[], random: () => number, texts: Params): Params {
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
  return resolvePicks(
    space,
    chosen.map((wish, clock) => ({ ...wish, clock, actor: 0 })),
  ).params;
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

/** The picks without which the design would be another one. What is as usual nobody has to pick: it stays free. */
function picksFor(space: Space, fixed: readonly Pick[], params: Params): Wish[] {
  const wishes = wishesOf(space, params).filter(({ key }) => !fixed.some((pick) => pick.key === key));
  const usual = new Map(wishesOf(space, defaultParams(space)).map(({ key, value }) => [key, value]));
  let picked = wishes.filter(({ key, value }) => !sameValue(usual.get(key), value));
  for (;;) {
    const found = new Map(
      wishesOf(space, resolvePicks(space, picksWith(fixed, picked)).params).map(({ key, value }) => [key, value]),
    );
    const missing = wishes.filter(
      ({ key, value }) => !sameValue(found.get(key), value) && !picked.some((wish) => wish.key === key),
    );
    if (missing.length === 0) return picked;
    picked = [...picked, ...missing];
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
