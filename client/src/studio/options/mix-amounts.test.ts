import fc from 'fast-check';
import type { MixParameter } from 'shared/space/schema.ts';
import { valueProblem } from 'shared/space/parameter-value.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { itemsIn, roomOf, withAmount, withItem, withoutItem } from './mix-amounts.ts';

const lamp = makeSpace().parameters.find(({ kind }) => kind === 'mix') as MixParameter;
const item = (id: string, min: number, max: number) => ({ id, label: { en: id }, min, max });
const crisps: MixParameter = {
  ...lamp,
  step: 5,
  maxItems: 4,
  items: [
    item('salt', 5, 100),
    item('chili', 5, 40),
    item('lime', 10, 35),
    item('herbs', 5, 100),
    item('smoke', 20, 60),
  ],
  default: { salt: 60, chili: 20, lime: 20 },
};
const NOTHING: ReadonlySet<string> = new Set();

test('what one note gains, the others give in proportion', () => {
  expect(withAmount(crisps, { salt: 60, chili: 20, lime: 20 }, NOTHING, 'salt', 80)).toEqual({
    salt: 80,
    chili: 10,
    lime: 10,
  });
  expect(withAmount(crisps, { salt: 60, chili: 20, lime: 20 }, NOTHING, 'chili', 40)).toEqual({
    salt: 45,
    chili: 40,
    lime: 15,
  });
});

test('a locked note keeps its amount', () => {
  const locked = new Set(['lime']);
  expect(withAmount(crisps, { salt: 60, chili: 20, lime: 20 }, locked, 'salt', 80)).toEqual({
    salt: 75,
    chili: 5,
    lime: 20,
  });
  expect(roomOf(crisps, { salt: 60, chili: 20, lime: 20 }, locked, 'salt')).toEqual({ low: 40, high: 75 });
});

test('a note goes no further than the others can follow', () => {
  expect(withAmount(crisps, { chili: 40, smoke: 60 }, NOTHING, 'chili', 5)).toEqual({ chili: 40, smoke: 60 });
});

test('a full mix takes no further note, and the last one cannot be taken out', () => {
  const four = { salt: 40, chili: 20, lime: 20, herbs: 20 };
  expect(withItem(crisps, four, NOTHING, 'smoke')).toBeNull();
  expect(withoutItem(crisps, { salt: 100 }, NOTHING, 'salt')).toBeNull();
  expect(withoutItem(crisps, four, NOTHING, 'herbs')).toEqual({ salt: 50, chili: 25, lime: 25 });
});

const anyAction = fc.record({
  kind: fc.constantFrom('amount', 'add', 'remove', 'lock'),
  id: fc.constantFrom(...crisps.items.map(({ id }) => id)),
  wanted: fc.integer({ min: -50, max: 150 }),
});

test('whatever is done to a mix, it sums to its total and every note stays within its bounds', () => {
  fc.assert(
    fc.property(fc.array(anyAction, { maxLength: 40 }), (actions) => {
      let amounts: Readonly<Record<string, number>> = crisps.default;
      const locked = new Set<string>();
      for (const { kind, id, wanted } of actions) {
        const before = { ...amounts };
        if (kind === 'lock' && !locked.delete(id)) locked.add(id);
        else if (kind === 'add') amounts = withItem(crisps, amounts, locked, id) ?? amounts;
        else if (kind === 'remove' && !locked.has(id)) amounts = withoutItem(crisps, amounts, locked, id) ?? amounts;
        else if (kind === 'amount' && !locked.has(id) && id in amounts)
          amounts = withAmount(crisps, amounts, locked, id, wanted);
        expect(valueProblem(crisps, amounts)).toBeNull();
        for (const one of itemsIn(crisps, before)) {
          if (locked.has(one.id) && kind !== 'lock') expect(amounts[one.id]).toBe(before[one.id]);
        }
      }
    }),
  );
});
