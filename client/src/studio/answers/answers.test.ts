import fc from 'fast-check';
import { defaultParams } from 'shared/space/defaults.ts';
import { compileModel } from 'shared/space/engine/compile.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import { choicesPriceCents } from 'shared/space/price.ts';
import { brokenRules } from 'shared/space/violations.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import type { Look } from './answer-source.ts';
import { Answers } from './answers.ts';
import { picksWith } from './picking.ts';

const space = makeSpace();
const rules = encodeSpace(space);
const compiled = new Answers(space, new Engine(rules, compileModel(rules.model)));
const searching = new Answers(space, new Engine(rules));

const pick = (key: string, value: Pick['value'], clock: number, actor = 1): Pick => ({ key, value, clock, actor });

function lookAt(answers: Answers, picks: readonly Pick[]): Look {
  const parts = [...answers.look(picks)];
  return {
    outlook: parts.find(({ outlook }) => outlook)?.outlook ?? expect.fail('no outlook'),
    counts: parts.findLast(({ counts }) => counts)?.counts ?? expect.fail('no counts'),
    reasons: parts.find(({ reasons }) => reasons)?.reasons ?? expect.fail('no reasons'),
    offers: new Map(parts.flatMap(({ offers }) => [...(offers ?? [])])),
  };
}

const anyPick = fc.oneof(
  fc.record({ key: fc.constant('shade'), value: fc.constantFrom('paper', 'glass', 'metal') }),
  fc.record({ key: fc.constant('bulb'), value: fc.constantFrom('warm', 'hot') }),
  fc.record({ key: fc.constantFrom('extras/dimmer', 'extras/clamp', 'extras/usb'), value: fc.boolean() }),
  fc.record({ key: fc.constant('cable'), value: fc.constantFrom(1, 3, 5) }),
);
const anyPicks = fc
  .uniqueArray(anyPick, { selector: ({ key }) => key, maxLength: 6 })
  .map((picks) => picks.map((one, clock): Pick => ({ ...one, clock, actor: 1 })));

test('an option is possible exactly when choosing it would be kept, by graph and by search', () => {
  fc.assert(
    fc.property(anyPicks, (picks) => {
      const looks = [lookAt(compiled, picks), lookAt(searching, picks)];
      for (const { outlook, offers } of looks) {
        for (const [key, { isKept }] of offers) if (isKept) expect(outlook.possible.get(key)).toBe(true);
        expect(offers).toEqual(looks[0]?.offers);
        expect(outlook.possible).toEqual(looks[0]?.outlook.possible);
      }
    }),
    { numRuns: 60 },
  );
});

test('the designs with each option of a choice are all designs that are left when it is free', () => {
  const { counts } = lookAt(compiled, [pick('bulb', 'hot', 1)]);
  const shades = ['paper', 'glass', 'metal'].map((id) => counts.left.get(`shade/${id}`) ?? 0n);
  expect(shades[0]).toBe(0n);
  expect(shades.reduce((sum, count) => sum + count, 0n)).toBe(counts.total);
  expect(lookAt(searching, []).counts.total).toBeNull();
});

test('the price of an option counts what moves along with it', () => {
  const { offers } = lookAt(compiled, []);
  // A hot bulb costs 1.00, and the paper shade gives way to glass for 9.00.
  expect(offers.get('bulb/hot')?.cents).toBe(1000);
});

test('what nobody picked and is not as usual follows from a pick and a rule', () => {
  const { reasons } = lookAt(compiled, [pick('bulb', 'hot', 1, 7)]);
  const follows = reasons.follows.get('shade');
  expect(follows?.picks.map(({ actor }) => actor)).toEqual([7]);
  expect(follows?.rules.map(({ id }) => id)).toEqual(['paper-burns']);
  expect([...reasons.follows.keys()]).toEqual(['shade']);
});

test('a parked pick says which pick it does not go with', () => {
  const { reasons } = lookAt(compiled, [pick('shade', 'paper', 1, 7), pick('bulb', 'hot', 2, 8)]);
  const parked = reasons.parked.get('bulb');
  expect(parked?.picks).toEqual([pick('shade', 'paper', 1, 7)]);
  expect(parked?.rules.map(({ id }) => id)).toEqual(['paper-burns']);
});

test('every fix has what was wanted, breaks no rule, and says what it costs', () => {
  fc.assert(
    fc.property(anyPicks, anyPick, (picks, wish) => {
      const found = compiled.whyNot(picks, [wish]);
      const now = resolvePicks(space, picks);
      for (const { drops, wishes, params, cents } of found?.fixes ?? []) {
        const next = picksWith(
          picks.filter((one) => !drops.includes(one)),
          wishes,
        );
        const after = resolvePicks(space, next);
        expect(after.params).toEqual(params);
        expect(after.parked.some(({ key }) => key === wish.key)).toBe(false);
        expect(brokenRules(space, params)).toEqual([]);
        expect(cents).toBe(choicesPriceCents(space, params) - choicesPriceCents(space, now.params));
      }
    }),
    { numRuns: 100 },
  );
});

test('a surprise keeps what stays, breaks no rule, and is another one with other chances', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyPicks, fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })), (picks, stream) => {
      const random = (): number => stream.next().value as number;
      for (const answers of [compiled, searching]) {
        const { params, kept } = resolvePicks(space, picksWith(picks, answers.surprise(picks, random)));
        expect(brokenRules(space, params)).toEqual([]);
        expect(kept).toEqual(expect.arrayContaining([...resolvePicks(space, picks).kept]));
        seen.add(JSON.stringify(params));
      }
    }),
    { numRuns: 60 },
  );
  expect(seen.size).toBeGreaterThan(20);
});

test('a surprise leaves what is as usual unpicked', () => {
  const wishes = compiled.surprise([], () => 0);
  const usual = defaultParams(space);
  expect(wishes.every(({ key, value }) => usual[key] === undefined || usual[key] !== value)).toBe(true);
});

test('designs are counted also within a limit on the price', () => {
  const limited = makeSpace({
    rules: [
      ...space.rules,
      {
        id: 'at-most',
        then: ['or', ['le', [[1, 'price']], 5_555], ['is', 'bulb', 'hot']],
        because: { en: 'nobody pays more' },
      },
    ],
  });
  const encoded = encodeSpace(limited, 0);
  expect(encoded.limits.length).toBeGreaterThan(0);
  const answers = new Answers(limited, new Engine(encoded, compileModel(encoded.model)));
  const mixed = pick('light', { green: 100 }, 1);
  const parts = [...answers.look([mixed])];
  const counts = parts.findLast((part) => part.counts)?.counts ?? expect.fail('no counts');
  expect((counts.left.get('bulb/hot') ?? 0n) + (counts.left.get('bulb/warm') ?? 0n)).toBe(counts.total);
});

test('a note comes into a mix with as little change as the rules leave, or as if nobody had picked anything', () => {
  const strict = makeSpace({
    rules: [
      {
        id: 'no-red',
        when: ['is', 'bulb', 'hot'],
        then: ['le', [[1, 'light.red']], 0],
        because: { en: 'red fades in the heat' },
      },
      {
        id: 'red-ten',
        then: ['or', ['le', [[1, 'light.red']], 0], ['not', ['le', [[1, 'light.red']], 9]]],
        because: { en: 'less cannot be seen' },
      },
    ],
  });
  const answers = new Answers(strict, new Engine(encodeSpace(strict)));
  expect(answers.mixWith([], 'light', 'red', { green: 60, blue: 40 })).toEqual({ red: 10, green: 90 });
  const hot = [pick('bulb', 'hot', 1)];
  const wanted = answers.mixWith(hot, 'light', 'red', { green: 60, blue: 40 }) ?? expect.fail('There is one with red.');
  expect(wanted).toEqual({ red: 10, green: 90 });
  expect(answers.whyNot(hot, [{ key: 'light', value: wanted }])?.reason.picks).toEqual(hot);
});
