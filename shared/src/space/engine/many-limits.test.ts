import { expect, test } from 'vitest';
import { everyDesign } from '../../testing/any-rules.ts';
import { one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { compileModel } from './compile.ts';
import { designCounts } from './design-counts.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';

/** Choices of which each, where it is `b`, limits a weight of all of them that no other limits. */
function limited(size: number) {
  const ids = Array.from({ length: size }, (_, index) => `p${index}`);
  const rules = ids.map((id, index) => {
    const weights = ids.map((other, at) => [1 + ((at * 7 + index * 3) % 11) + index, `${other}.b`] as const);
    return rule(`light-${id}`, ['le', weights, index < 4 ? 2 * (index + 7) : 45 + 5 * index], ['is', id, 'b']);
  });
  const space = ruleSpace(
    ids.map((id) => one(id, ['a', 'b', 'c'])),
    rules,
  );
  const encoded = encodeSpace(space, 0);
  return { ids, space, engine: new Engine(encoded, compileModel(encoded.model)) };
}

test('twenty limits on different costs are looked at in part, and nothing is said that is not sure', () => {
  const { ids, space, engine } = limited(20);
  expect(engine.rules.limits).toHaveLength(20);
  expect(engine.cases(engine.reader.read([])).all.length).toBeLessThanOrEqual(128);
  expect(engine.isConsistent([])).toBe(true);
  expect(engine.count([])).toBeNull();
  expect(designCounts(engine, [])).toBeNull();
  expect(engine.domains([])).toMatchObject({ isConsistent: true, isExact: false });
  const heavy = ids.map((key): Wish => ({ key, value: 'b' }));
  expect(engine.isConsistent(heavy)).toBe(false);
  // With most of them chosen, few limits may turn out either way: those designs are counted.
  const settled = ids.slice(4).map((key): Wish => ({ key, value: 'c' }));
  const few = {
    ...space,
    parameters: space.parameters.map((all, at) =>
      at < 4 ? all : { ...all, options: [{ id: 'c', label: all.label }], default: 'c' },
    ),
  };
  const left = everyDesign(few as typeof space);
  expect(engine.count(settled)).toBe(BigInt(left.length));
  const domains = engine.domains(settled);
  expect(domains.isConsistent).toBe(true);
  for (const id of ids.slice(0, 4))
    for (const value of ['a', 'b', 'c'])
      if (domains.isPossible(id, value)) expect(left.some((params) => params[id] === value)).toBe(true);
});
