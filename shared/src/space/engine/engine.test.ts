import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRuleSpace, everyDesign, everyWish, hasWish } from '../../testing/any-rules.ts';
import { choiceParameters } from '../defaults.ts';
import { choicesPriceCents } from '../price.ts';
import { compileModel } from './compile.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { BUDGET } from './pick.ts';

const anyCase = anyRuleSpace.chain((space) => {
  const wishes = fc.uniqueArray(fc.constantFrom(...everyWish(space)), { maxLength: 4, selector: ({ key }) => key });
  return fc.record({
    space: fc.constant(space),
    picks: wishes,
    budget: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
    mostDefinitions: fc.constantFrom(0, 3, 300),
  });
});

describe.each(['compiled', 'searching'] as const)('%s', (way) => {
  test('domains and counts are those of trying out every design', () => {
    fc.assert(
      fc.property(anyCase, ({ space, picks, budget, mostDefinitions }) => {
        const rules = encodeSpace(space, mostDefinitions);
        const engine = new Engine(rules, way === 'compiled' ? compileModel(rules.model) : null);
        const wishes = budget === null ? picks : [...picks, { key: BUDGET, value: budget }];
        const all = everyDesign(space).filter(
          (params) => budget === null || choicesPriceCents(space, params) <= budget,
        );
        const left = all.filter((params) => picks.every((pick) => hasWish(params, pick)));
        const isBounded = budget !== null || rules.limits.length > 0;
        const domains = engine.domains(wishes);
        if (way === 'compiled') {
          expect(engine.count(wishes)).toBe(BigInt(left.length));
          expect(domains.isExact).toBe(true);
        }
        if (way === 'compiled' || !isBounded) {
          expect(engine.isConsistent(wishes)).toBe(left.length > 0);
          expect(domains.isConsistent).toBe(left.length > 0);
        } else if (left.length === 0) expect(engine.isConsistent(wishes)).toBe(false);
        for (const wish of everyWish(space)) {
          const parameter = choiceParameters(space).find(({ id }) => id === wish.key);
          if (parameter?.kind === 'mix') continue; // its items are asked for one by one
          const others = picks.filter(({ key }) => key !== wish.key);
          const isPossible = all.some(
            (params) => hasWish(params, wish) && others.every((pick) => hasWish(params, pick)),
          );
          if (domains.isExact) expect(domains.isPossible(wish.key, wish.value)).toBe(isPossible);
          else if (!isPossible) expect(domains.isPossible(wish.key, wish.value)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
