import { decimalText } from 'shared/space/decimal.ts';
import { leastPriceCents } from 'shared/space/engine/choosing.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Choice, Subject } from './subject.ts';

/** What holds for a space or a model as a whole. */
export interface Facts {
  /** Null where neither a design nor a proof that there is none was found. */
  readonly satisfiable: boolean | null;
  /** How many designs there are; null where the rules are too hard to be counted. */
  readonly count: string | null;
  /** What every design contains, and what none does: variables, or options such as `body.cabrio`. */
  readonly core: readonly string[];
  readonly dead: readonly string[];
}

/** The same with values of numbers and amounts of mixes, written as `wheel = 17`. */
export interface SpaceFacts extends Facts {
  readonly impossible: readonly string[];
  readonly forced: readonly string[];
  /** What the cheapest design's choices cost, in cents; null where there is none. */
  readonly cheapest: number | null;
}

/** Of rules that allow no design everything is dead and nothing core. */
export function factsOf({ engine, choices, space }: Subject): Facts | SpaceFacts {
  const domains = engine.domains([]);
  const { isConsistent, isExact } = domains;
  const core: string[] = [];
  const dead: string[] = [];
  const forced: string[] = [];
  const impossible: string[] = [];
  const note = (name: string, hasWith: boolean, hasWithout: boolean): void => {
    if (!hasWith) dead.push(name);
    else if (!hasWithout) core.push(name);
  };
  // What was not found out may be possible: then nothing is known to be dead or in every design.
  for (const choice of isExact ? choices : []) {
    const left = choice.left(domains);
    const isOnly = (at: number): boolean => left.indexOf(true) === at && left.lastIndexOf(true) === at;
    switch (choice.kind) {
      case 'option':
        for (const [at, value] of choice.values.entries())
          note(`${choice.key}.${String(value)}`, left[at] === true, !isOnly(at));
        break;
      case 'switch':
        note(space ? choice.key.replace('/', '.') : choice.key, left[0] === true, left[1] === true);
        break;
      case 'item': {
        const isIn = left.some((one, at) => one && choice.values[at] !== 0);
        note(choice.key, isIn, left[choice.values.indexOf(0)] === true);
        if (isIn) impossible.push(...namesOf(choice, space, (at) => left[at] !== true && choice.values[at] !== 0));
        if (isIn) forced.push(...namesOf(choice, space, isOnly));
        break;
      }
      case 'number':
        impossible.push(...namesOf(choice, space, (at) => left[at] !== true));
        forced.push(...namesOf(choice, space, isOnly));
    }
  }
  const satisfiable = isConsistent || (isExact ? false : null);
  const count = engine.count([])?.toString() ?? null;
  if (space === null) return { satisfiable, count, core, dead };
  const all = { impossible: [...dead, ...impossible], forced: [...core, ...forced] };
  return { satisfiable, count, core, dead, ...all, cheapest: leastPriceCents(engine, []) };
}

/** Values as people write them, with the parameter's decimals. */
function namesOf({ key, values }: Choice, space: Space | null, isMeant: (at: number) => boolean): string[] {
  const parameter = space?.parameters.find(({ id }) => id === key);
  const decimals = parameter?.kind === 'number' ? parameter.decimals : 0;
  return values.flatMap((value, at) => (isMeant(at) ? [`${key} = ${decimalText(value as number, decimals)}`] : []));
}
