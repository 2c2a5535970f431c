import type { ParameterValue } from '../../design/design.ts';
import { optionKey } from '../../design/doc-keys.ts';
import type { Params } from '../condition.ts';
import { choiceParameters, defaultParams } from '../defaults.ts';
import type { Space } from '../schema.ts';
import type { Assignment } from './bounds.ts';
import type { EncodedChoice } from './encoded-rules.ts';
import type { Engine } from './engine.ts';
import { leafOf, type Wish } from './evidence.ts';
import type { KnownConflicts } from './known-conflicts.ts';
import type { PickValue } from './pick.ts';

/** What somebody would have to pick to have exactly these values, in the order of the space. */
export function wishesOf(space: Space, params: Params): Wish[] {
  return choiceParameters(space).flatMap((parameter): Wish[] => {
    const value = params[parameter.id];
    if (value === undefined) return [];
    if (parameter.kind !== 'many') return [{ key: parameter.id, value }];
    const chosen = value as readonly string[];
    return parameter.options.map(({ id }) => ({ key: optionKey(parameter.id, id), value: chosen.includes(id) }));
  });
}

/** The values that wishes for every key say; what none speaks of is as in `rest`. */
export function paramsOf(space: Space, wishes: readonly Wish[], rest: Params): Params {
  const valueOf = new Map(wishes.map(({ key, value }) => [key, value]));
  const entries = choiceParameters(space).map((parameter): [string, ParameterValue] => {
    const { id } = parameter;
    if (parameter.kind !== 'many') return [id, (valueOf.get(id) ?? rest[id]) as ParameterValue];
    const before = (rest[id] ?? []) as readonly string[];
    const isChosen = (option: string): boolean =>
      (valueOf.get(optionKey(id, option)) as boolean | undefined) ?? before.includes(option);
    return [id, parameter.options.map((option) => option.id).filter(isChosen)];
  });
  return Object.fromEntries(entries);
}

/** The values of a design that a pass found; texts are as in `texts`. */
export function paramsOfAssignment(
  engine: Engine,
  space: Space,
  { leaves, values }: Assignment,
  texts: Params,
): Params {
  const chosen = new Set(Array.from(leaves));
  const wishes = [...engine.rules.choices].flatMap(([key, choice]): Wish[] => {
    const value = valueIn(choice, chosen, values);
    return value === undefined ? [] : [{ key, value }];
  });
  return paramsOf(space, wishes, texts);
}

function valueIn(
  choice: EncodedChoice,
  chosen: ReadonlySet<number>,
  values: Assignment['values'],
): PickValue | undefined {
  switch (choice.kind) {
    case 'one':
      return [...choice.options].find(([, literal]) => chosen.has(leafOf(literal)))?.[0];
    case 'switch':
      return chosen.has(leafOf(choice.literal));
    case 'number':
      return values[choice.part]?.[choice.column];
    case 'mix': {
      const amounts = [...choice.columns].map(([item, column]) => [item, values[choice.part]?.[column] ?? 0] as const);
      return Object.fromEntries(amounts.filter(([, amount]) => amount > 0));
    }
    case 'free':
      return undefined;
  }
}

/**
 * The design with all of these picks that is nearest to `like`: choice by choice, in the order of the space, as there
 * where that is still possible, else the first option that is, or the nearest number or amount. The same on every
 * machine, compiled or not. Null where the picks do not go together, or where that could not be found out.
 */
export function completeLike(
  engine: Engine,
  space: Space,
  picks: readonly Wish[],
  like: Params,
  conflicts?: KnownConflicts,
): Params | null {
  if (!engine.isConsistent(picks)) return null;
  const given = new Set(picks.map(({ key }) => key));
  const open = wishesOf(space, { ...defaultParams(space), ...like }).filter(({ key }) => !given.has(key));
  const chosen = [...picks];
  // Halving, as in keeping picks: most of what nobody picked can be as it is there.
  const choose = (from: number, to: number, isSurelyNot: boolean): boolean => {
    const run = open.slice(from, to);
    const promising = conflicts?.promising(chosen, run) ?? run;
    const isPromising = !isSurelyNot && promising.length === run.length;
    if (isPromising && engine.isConsistent([...chosen, ...run])) {
      chosen.push(...run);
      return true;
    }
    const [only, ...others] = run;
    if (only === undefined) return true;
    if (others.length === 0) {
      chosen.push({ key: only.key, value: nearestPossible(engine, chosen, only) });
      return false;
    }
    const middle = (from + to) >> 1;
    const isFirstChosen = choose(from, middle, false);
    choose(middle, to, isFirstChosen);
    return false;
  };
  choose(0, open.length, false);
  // Within limits a search may not find out what is possible: what it got wrong is no design.
  return engine.isConsistent(chosen) ? paramsOf(space, chosen, like) : null;
}

function nearestPossible(engine: Engine, chosen: readonly Wish[], { key, value }: Wish): PickValue {
  const choice = engine.rules.choices.get(key);
  switch (choice?.kind) {
    case 'one': // one after the other: the first ones mostly are, and all domains are more than is asked for
      return (
        [...choice.options.keys()].find((option) => engine.isConsistent([...chosen, { key, value: option }])) ?? value
      );
    case 'switch':
      return value !== true;
    case 'number':
      return nearestNumber(engine, chosen, choice, value as number);
    case 'mix':
      return nearestMix(engine, chosen, key, [...choice.columns], value as Readonly<Record<string, number>>);
    default:
      return value;
  }
}

/** Item by item the possible amount nearest to the one wished for, with what the items before got. */
function nearestMix(
  engine: Engine,
  chosen: readonly Wish[],
  key: string,
  columns: readonly (readonly [item: string, column: number])[],
  wished: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const choice = engine.rules.choices.get(key);
  if (choice?.kind !== 'mix') return wished;
  let evidence = engine.reader.read(chosen);
  const amounts: [string, number][] = [];
  for (const [item, column] of columns) {
    const values = engine.rules.parts[choice.part]?.component.variables[column]?.values ?? [];
    for (const index of byDistance(values, wished[item] ?? 0)) {
      const next = engine.reader.restrict(evidence, choice.part, column, index);
      if (!engine.isLeft(next)) continue;
      evidence = next;
      if ((values[index] as number) > 0) amounts.push([item, values[index] as number]);
      break;
    }
  }
  return Object.fromEntries(amounts);
}

function nearestNumber(
  engine: Engine,
  chosen: readonly Wish[],
  { part, column }: { readonly part: number; readonly column: number },
  wanted: number,
): number {
  const values = engine.rules.parts[part]?.component.variables[column]?.values ?? [];
  const evidence = engine.reader.read(chosen);
  const isPossible = (index: number): boolean => engine.isLeft(engine.reader.restrict(evidence, part, column, index));
  const found = byDistance(values, wanted).find(isPossible);
  return found === undefined ? wanted : (values[found] as number);
}

/** The indexes of values, those of the nearest first; of two that are as near, the lower one. */
function byDistance(values: readonly number[], wanted: number): number[] {
  const away = (index: number): number => Math.abs((values[index] as number) - wanted);
  return [...values.keys()].sort((a, b) => away(a) - away(b) || a - b);
}
