import type { MixParameter } from 'shared/space/schema.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import type { Amounts } from './mix-amounts.ts';
import { MixEditor } from './mix-editor.svelte.ts';

const mix = makeSpace().parameters.find(({ kind }) => kind === 'mix') as MixParameter;

function editor(start: Amounts, allows: (amounts: Amounts) => boolean = () => true) {
  let stored = start;
  const set = (amounts: Amounts): void => {
    stored = amounts;
  };
  return {
    mix: new MixEditor({ mix, amounts: () => stored, allows, possible: () => null, reach: () => undefined, set }),
    stored: () => stored,
  };
}

test('a slider that is held shows the mix and writes it when it is let go', () => {
  const { mix: bar, stored } = editor({ green: 60, blue: 40 });
  bar.hold('green', 75);
  expect(bar.shown).toEqual({ green: 75, blue: 25 });
  expect(stored()).toEqual({ green: 60, blue: 40 });
  bar.drop();
  expect(stored()).toEqual({ green: 75, blue: 25 });
});

test('a slider stops where a rule of the brand begins', () => {
  const { mix: bar } = editor({ green: 60, blue: 40 }, ({ green = 0 }) => green <= 70);
  bar.hold('green', 80);
  expect(bar.shown).toEqual({ green: 70, blue: 30 });
});

test('a note that is removed gives what it had to the others', () => {
  const { mix: bar, stored } = editor({ green: 60, blue: 40 });
  expect(bar.canRemove('blue')).toBe(true);
  bar.remove('blue');
  expect(stored()).toEqual({ green: 100 });
  expect(bar.canRemove('green')).toBe(false);
});

test('a full mix offers no further note', () => {
  const { mix: bar } = editor({ green: 60, blue: 40 });
  expect(bar.isFull).toBe(true);
  expect(bar.canAdd('red')).toBe(false);
});

test('a note that the rules do not let in just so, or not at all, is asked for all the same', () => {
  const wanted: string[] = [];
  const stored: Amounts = { green: 60, blue: 40 };
  const bar = new MixEditor({
    mix,
    amounts: () => stored,
    allows: () => false,
    possible: (id) => (id === 'red' ? [0] : null),
    reach: (id) => wanted.push(id),
    set: () => expect.fail('No mix is possible.'),
  });
  expect([bar.isBlocked('red'), bar.isBlocked('green')]).toEqual([true, false]);
  bar.add('red'); // the mix is full, too: the reason is the rules
  expect(wanted).toEqual(['red']);
});
