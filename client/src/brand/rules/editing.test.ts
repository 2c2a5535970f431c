import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLine, type Edit, indent, outdent } from './editing.ts';

const applied = (text: string, { from, to, insert }: Edit): string => text.slice(0, from) + insert + text.slice(to);
const anyLines = fc.array(fc.constantFrom('', 'rule a: b', '  note "x"', '    nl "y"'), { minLength: 1 });

test('tab writes two spaces at the caret', () => {
  const edit = indent('ab', 1, 1);
  expect([applied('ab', edit), edit.select]).toEqual(['a  b', [3, 3]]);
});

test('tab moves all lines of a selection inwards, but neither empty ones nor the one after it', () => {
  const text = 'one\n\ntwo\nthree';
  expect(applied(text, indent(text, 1, 9))).toBe('  one\n\n  two\nthree');
});

test('shift and tab takes back what tab did to lines, and selects the same words', () =>
  fc.assert(
    fc.property(anyLines, fc.nat(), fc.nat(), (lines, a, b) => {
      const text = lines.join('\n');
      const [from = 0, to = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
      fc.pre(text.slice(from, to).includes('\n'));
      const inwards = indent(text, from, to);
      const moved = applied(text, inwards);
      const outwards = outdent(moved, ...inwards.select);
      expect(applied(moved, outwards)).toBe(text);
    }),
  ));

test('a line that is at the margin already stays there', () => {
  const edit = outdent('one', 2, 2);
  expect([applied('one', edit), edit.select]).toEqual(['one', [2, 2]]);
});

test('a new line begins where the one before it does', () => {
  expect(breakLine('  one', 5, 5).insert).toBe('\n  ');
  expect(breakLine('  one', 1, 1).insert).toBe('\n ');
  expect(breakLine('one', 0, 0).insert).toBe('\n');
});
