import { expect, test } from 'vitest';
import { enginesOf, one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { compileModel } from './compile.ts';
import { dearness } from './dearness.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';

const space = ruleSpace(
  [
    one('fabric', { cotton: 500, linen: 1900 }),
    one('collar', { plain: 0, sport: 700 }),
    one('buttons', { plain: 0, horn: 400 }),
  ],
  [rule('promise', ['le', [[1, 'price']], 2500])],
  {
    priceLines: [
      { id: 'atelier', label: { en: 'By hand' }, when: ['is', 'collar', 'sport'], cents: 300 },
      { id: 'set', label: { en: 'Set' }, when: ['is', 'buttons', 'horn'], cents: -50 },
    ],
  },
);
/** As with many options: the promise is a limit, not written out as clauses. */
const rules = encodeSpace(space, 0);
const compiled = new Engine(rules, compileModel(rules.model));
const { searching } = enginesOf(space);
const linen = { key: 'fabric', value: 'linen' };
const sport = { key: 'collar', value: 'sport' };

test('what is too dear says the least that it would cost, what may be paid, and what each choice and line adds', () => {
  expect(dearness(compiled, space, [linen, sport])).toEqual({
    mostCents: 2500,
    leastCents: 2900,
    moreCents: [1400, 700],
    lines: [space.priceLines?.[0]],
  });
});

test('what can be had is not too dear, and neither is what other rules exclude', () => {
  expect(dearness(compiled, space, [linen])).toBe(null);
  const excluded = ruleSpace([...space.parameters], [rule('never', ['not', ['is', 'fabric', 'linen']])]);
  expect(dearness(enginesOf(excluded).compiled, excluded, [linen])).toBe(null);
});

test('without a graph nobody can tell', () => {
  expect(dearness(searching, space, [linen, sport])).toBe(null);
});
