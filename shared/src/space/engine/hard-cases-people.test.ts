import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clearPicks, readDesign, setParameter } from '../../design/design-doc.ts';
import { LATEST_CLOCK, parameterKeys } from '../../design/doc-keys.ts';
import { readPicks, writePick } from '../../design/picks.ts';
import { anyRuleSpace, everyDesign, everyWish, hasWish } from '../../testing/any-rules.ts';
import { enginesOf, many, number, one, pick, rule, ruleSpace } from '../../testing/make-rules.ts';
import { defaultParams } from '../defaults.ts';
import { explainAgainst, parkedAdjustment } from '../parked.ts';
import type { Space } from '../schema.ts';
import { brokenRules } from '../violations.ts';
import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { resolvePicks } from './resolve-picks.ts';
import { resolve } from './resolution.ts';

const car = ruleSpace(
  [many('extras', ['glass', 'rack', 'hook']), one('body', ['hatch', 'cabrio'])],
  [
    rule('rack-glass', ['count', 'extras', ['glass', 'rack'], 0, 1]),
    rule('cabrio-glass', ['not', ['has', 'extras', 'glass']], ['is', 'body', 'cabrio']),
  ],
);

/** A replica of a design that somebody works on. */
function replica(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

function exchange(from: Y.Doc, to: Y.Doc): void {
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

/** What everybody can see of a design: values, what is parked, and why. */
function shown(doc: Y.Doc, space: Space) {
  const resolution = resolvePicks(space, readPicks(doc, space));
  return {
    params: readDesign(doc, space).params,
    parked: resolution.parked,
    told: resolution.parked.map((one) => parkedAdjustment(space, resolution, one)),
    reasons: resolution.parked.map((one) => explainAgainst(space, resolution.kept, [one])),
  };
}

describe('two people who pick offline what does not go together', () => {
  test('see the same design, the same parked pick and the same reason, whoever comes back first', () => {
    const merged = [true, false].map((isAnnFirst) => {
      const [ann, bob] = [replica(7), replica(3)];
      setParameter(ann, car, 'extras', ['glass'], 'studio');
      setParameter(bob, car, 'extras', ['rack'], 'studio');
      if (isAnnFirst) exchange(ann, bob);
      exchange(bob, ann);
      if (!isAnnFirst) exchange(ann, bob);
      expect(shown(ann, car)).toEqual(shown(bob, car));
      return shown(ann, car);
    });
    expect(merged[0]).toEqual(merged[1]);
    const [first] = merged;
    // Equal clocks: the smaller client goes first.
    expect(first?.params['extras']).toEqual(['rack']);
    expect(first?.parked).toEqual([{ key: 'extras/glass', value: true, clock: 1, actor: 7 }]);
    expect(first?.reasons[0]).toEqual({
      rules: [car.rules[0]],
      picks: [{ key: 'extras/rack', value: true, clock: 1, actor: 3 }],
    });
    expect(first?.told[0]?.violation.rule).toBe('rack-glass');
  });

  test('get a parked pick back when what stood against it is taken back', () => {
    const [ann, bob] = [replica(7), replica(3)];
    setParameter(bob, car, 'extras', ['rack'], 'studio');
    setParameter(ann, car, 'extras', ['glass'], 'studio');
    exchange(ann, bob);
    expect(readDesign(bob, car).params['extras']).toEqual(['rack']);
    clearPicks(bob, ['extras/rack'], 'studio');
    exchange(bob, ann);
    for (const doc of [ann, bob]) {
      expect(readDesign(doc, car).params['extras']).toEqual(['glass']);
      expect(shown(doc, car).parked).toEqual([]);
    }
  });

  test('also keep a pick that a chain of others had parked', () => {
    const doc = replica(1);
    setParameter(doc, car, 'body', 'cabrio', 'studio');
    setParameter(doc, car, 'extras', ['glass', 'hook'], 'studio');
    expect(readDesign(doc, car).params).toEqual({ extras: ['hook'], body: 'cabrio' });
    setParameter(doc, car, 'body', 'hatch', 'studio');
    expect(readDesign(doc, car).params).toEqual({ extras: ['glass', 'hook'], body: 'hatch' });
  });
});

describe('whose pick is kept', () => {
  const glass = (changes = {}) => pick('extras/glass', true, 5, { actor: 5, ...changes });
  const rack = (changes = {}) => pick('extras/rack', true, 1, changes);
  test.each([
    ['the earlier one', glass(), rack(), 'rack'],
    ['one with more votes before an earlier one', glass({ votes: 1 }), rack(), 'glass'],
    ['a protected one before votes', glass({ isProtected: true }), rack({ votes: 9 }), 'glass'],
    [
      'what the brand locked before votes and protection',
      glass({ isLocked: true }),
      rack({ votes: 9, isProtected: true }),
      'glass',
    ],
    [
      'of two locked ones the one with more votes',
      glass({ isLocked: true }),
      rack({ votes: 9, isLocked: true }),
      'rack',
    ],
  ])('%s', (_, a, b, winner) => {
    for (const engine of Object.values(enginesOf(car))) {
      for (const picks of [
        [a, b],
        [b, a],
      ]) {
        const { params, parked } = resolve(engine, car, picks, defaultParams(car));
        expect(params['extras']).toEqual([winner]);
        expect(parked).toHaveLength(1);
      }
    }
  });
});

test('where a search does not find out what limits on costs allow, the design is inside the space all the same', () => {
  const anyCase = anyRuleSpace
    .filter((space) => brokenRules(space, defaultParams(space)).length === 0)
    .chain((space) =>
      fc.record({
        space: fc.constant(space),
        wishes: fc.array(fc.constantFrom(...everyWish(space)), { maxLength: 8 }),
      }),
    );
  fc.assert(
    fc.property(anyCase, ({ space, wishes }) => {
      const engine = new Engine(encodeSpace(space, 0));
      const picks = wishes.map(({ key, value }, clock) => pick(key, value, clock));
      const { params, kept, parked } = resolve(engine, space, picks, defaultParams(space));
      expect(brokenRules(space, params)).toEqual([]);
      expect(kept.length + parked.length).toBe(picks.length);
      for (const one of kept) expect(hasWish(params, one)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const PEOPLE = [0, 1, 2];

test('three replicas with thirty random picks show the same once everything is exchanged, inside the space', () => {
  const anySession = anyRuleSpace
    .filter((space) => brokenRules(space, defaultParams(space)).length === 0)
    .chain((space) =>
      fc.record({
        space: fc.constant(space),
        steps: fc.array(
          fc.record({
            who: fc.constantFrom(...PEOPLE),
            wish: fc.constantFrom(...everyWish(space)),
            isTakenBack: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
            meets: fc.option(fc.constantFrom(...PEOPLE)),
          }),
          { minLength: 30, maxLength: 30 },
        ),
        order: fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
      }),
    );
  fc.assert(
    fc.property(anySession, ({ space, steps, order }) => {
      const docs = PEOPLE.map((who) => replica(10 * who + 1));
      for (const { who, wish, isTakenBack, meets } of steps) {
        const doc = docs[who] as Y.Doc;
        if (isTakenBack) clearPicks(doc, [wish.key], 'studio');
        else doc.transact(() => writePick(doc, wish.key, wish.value));
        if (meets !== null) exchange(doc, docs[meets] as Y.Doc);
        expect(brokenRules(space, readDesign(doc, space).params)).toEqual([]);
      }
      for (const round of [order, order.toReversed()])
        for (const from of round) for (const to of round) exchange(docs[from] as Y.Doc, docs[to] as Y.Doc);
      const [first, ...others] = docs.map((doc) => shown(doc, space));
      for (const other of others) expect(other).toEqual(first);
      expect(everyDesign(space)).toContainEqual(first?.params);
    }),
    { numRuns: 60 },
  );
});

describe('what a lying client writes', () => {
  const forms = parameterKeys(car);
  const shirt = ruleSpace([number('chest', 84, 130, 2)]);

  test('is no value: an unknown option, a wrong step, a price', () => {
    const doc = replica(1);
    doc.getMap('params').set('body', ['tank', 1]);
    doc.getMap('params').set('chest', [85, 2]);
    doc.getMap('params').set('price', [1, 3]);
    expect(readDesign(doc, car).params).toEqual({ extras: [], body: 'hatch' });
    expect(shirt.parameters.some(({ id, kind }) => id === 'chest' && kind === 'number')).toBe(true);
    expect(readDesign(doc, shirt).params).toEqual({ chest: 86 });
    expect(parameterKeys(shirt).has('price')).toBe(false);
    expect(() => enginesOf(car).compiled.domains([{ key: 'body', value: 'tank' }])).toThrow(
      expect.objectContaining({ code: 'pick_invalid' }),
    );
    expect(() => enginesOf(car).compiled.domains([{ key: 'price', value: 1 }])).toThrow(
      expect.objectContaining({ code: 'pick_invalid' }),
    );
  });

  test.each([
    [['hatch', -1]],
    [['hatch', 2 ** 41]],
    [['hatch', 1.5]],
    [['hatch', '1']],
    [['hatch', Number.NaN]],
    [['hatch']],
    [['hatch', 1, 2]],
  ])('with a forged clock, as %j, has not the form of a pick', (register) => {
    expect(forms.get('body')?.(register)).toBe(false);
  });

  test('with the latest clock that there is does not keep others from picking', () => {
    const doc = replica(1);
    doc.getMap('params').set('extras/rack', [1, LATEST_CLOCK]);
    setParameter(doc, car, 'body', 'cabrio', 'studio');
    const written = doc.getMap('params').get('body');
    expect(forms.get('body')?.(written)).toBe(true);
    expect(readDesign(doc, car).params).toEqual({ extras: ['rack'], body: 'cabrio' });
  });
});
