import { choiceParameters } from '../defaults.ts';
import type { Space } from '../schema.ts';
import type { OpenCost } from './cost-builder.ts';
import { TRUE, type ModelBuilder } from './model-builder.ts';
import type { NumericAtoms } from './numeric-atoms.ts';
import type { Literal } from './rule-model.ts';

/** Literals of which exactly one holds, and what each adds to a sum. */
interface SumUnit {
  readonly keys: Literal[];
  readonly adds: readonly number[];
}

/**
 * A sum over options as a decision diagram: option by option, what room is left; at its end what numbers and mixes may
 * still add. Null where it would take too many definitions.
 */
export function sumAsClauses(
  builder: ModelBuilder,
  numeric: NumericAtoms,
  units: readonly SumUnit[],
  { constant, ofColumn }: OpenCost,
  most: number,
  mostDefinitions: number,
): Literal | null {
  const [low, high] = numeric.range(ofColumn);
  const least = [low];
  const greatest = [high];
  for (const { adds } of units.toReversed()) {
    least.unshift((least[0] as number) + Math.min(...adds));
    greatest.unshift((greatest[0] as number) + Math.max(...adds));
  }
  /** What is known without looking at further options; undefined where they matter. */
  const settled = (index: number, room: number): Literal | undefined => {
    if ((greatest[index] as number) <= room) return TRUE;
    if ((least[index] as number) > room) return -TRUE;
    return index === units.length ? numeric.atMost(ofColumn, room) : undefined;
  };
  // Before anything is defined: what is given up half-way would stay in the model and make it hard to compile.
  const rooms = new Set<string>();
  const fits = (index: number, room: number): boolean => {
    const key = `${index} ${room}`;
    const isOpen = (greatest[index] as number) > room && (least[index] as number) <= room;
    if (!isOpen || rooms.has(key)) return true;
    if (rooms.size >= mostDefinitions) return false;
    rooms.add(key);
    return (units[index]?.adds ?? []).every((add) => fits(index + 1, room - add));
  };
  if (!fits(0, most - constant)) return null;
  const known = new Map<string, Literal>();
  const at = (index: number, room: number): Literal => {
    const key = `${index} ${room}`;
    const before = known.get(key) ?? settled(index, room);
    if (before !== undefined) return before;
    const { keys, adds } = units[index] as SumUnit;
    const results = adds.map((add) => at(index + 1, room - add));
    const literal = builder.select(keys, results);
    known.set(key, literal);
    return literal;
  };
  return at(0, most - constant);
}

/** What a sum consists of: the options of a `one` together, everything else by itself; widest first. */
export function sumUnits(
  space: Space,
  options: ReadonlyMap<string, Literal>,
  ofLiteral: ReadonlyMap<Literal, number>,
): SumUnit[] {
  const left = new Map([...ofLiteral].filter(([, add]) => add !== 0));
  const units = choiceParameters(space).flatMap((parameter): SumUnit[] => {
    if (parameter.kind !== 'one' && parameter.kind !== 'colour') return [];
    const keys = parameter.options.map(({ id }) => options.get(`${parameter.id}.${id}`) as Literal);
    if (!keys.some((literal) => left.has(literal))) return [];
    const adds = keys.map((literal) => left.get(literal) ?? 0);
    for (const literal of keys) left.delete(literal);
    return [{ keys, adds }];
  });
  for (const [literal, add] of left) units.push({ keys: [literal, -literal], adds: [add, 0] });
  const spread = ({ adds }: SumUnit): number => Math.max(...adds) - Math.min(...adds);
  return units.sort((a, b) => spread(b) - spread(a));
}
