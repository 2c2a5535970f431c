import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Amounts } from './answer-source.ts';

/**
 * The mix that has an item and is nearest to `amounts`: as little as possible of the item, then item by item the nearest
 * amount that is left, the largest first. Null where the other wishes leave nothing for the item.
 * @param key of the mix; what is wished for it does not count
 */
export function nearestMixWith(
  engine: Engine,
  wishes: readonly Wish[],
  key: string,
  item: string,
  amounts: Amounts,
): Amounts | null {
  const choice = engine.rules.choices.get(key);
  if (choice?.kind !== 'mix') return null;
  const { part } = choice;
  const amountOf = (id: string): number => (id === item ? 0 : (amounts[id] ?? 0));
  const columns = [...choice.columns].sort(
    ([a], [b]) => Number(b === item) - Number(a === item) || amountOf(b) - amountOf(a),
  );
  let evidence = engine.reader.read(wishes.filter((wish) => wish.key !== key));
  const mix: [string, number][] = [];
  for (const [id, column] of columns) {
    const values = engine.rules.parts[part]?.component.variables[column]?.values ?? [];
    const away = (at: number): number => Math.abs((values[at] ?? 0) - amountOf(id));
    const nearest = [...values.keys()]
      .filter((at) => id !== item || (values[at] ?? 0) > 0)
      .sort((a, b) => away(a) - away(b) || a - b);
    const at = nearest.find((index) => engine.isLeft(engine.reader.restrict(evidence, part, column, index)));
    if (at === undefined) return null;
    evidence = engine.reader.restrict(evidence, part, column, at);
    const units = values[at] ?? 0;
    if (units > 0) mix.push([id, units]);
  }
  return Object.fromEntries(mix);
}
