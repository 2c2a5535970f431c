import { expect, test } from 'vitest';
import { piecesOf } from './line-colours.ts';
import { columnsOf, lineIndex, lineStarts } from './line-starts.ts';
import { placeOf, placeOfChoice } from './places.ts';
import { readRules } from './read-rules.ts';

const TEXT = `space toy "Toy"
  currency EUR
  base 10
section all
one cut: thin, thick
  help "How it is cut"
rule large: when cut is thick
  then cut is thick
`;
const { parsed } = readRules(TEXT);
const shown = (text: string, place: { from: number; to: number } | null): string | null =>
  place && text.slice(place.from, place.to);
const ruleIn = (text: string) => placeOf(text, parsed, ({ kind, id }) => kind === 'rule' && id === 'large');

test('a rule is found by its first line, an option by itself', () => {
  expect(shown(TEXT, ruleIn(TEXT))).toBe('rule large: when cut is thick');
  expect(shown(TEXT, placeOfChoice(TEXT, parsed, 'cut.thick'))).toBe('thick');
  expect(shown(TEXT, placeOfChoice(TEXT, parsed, 'cut'))).toBe('one cut: thin, thick');
  expect(placeOfChoice(TEXT, parsed, 'size')).toBeNull();
});

test('a rule is also found where lines were written above it since, and not where it is gone', () => {
  const later = `// a note\n\n${TEXT}`;
  expect(shown(later, ruleIn(later))).toBe('rule large: when cut is thick');
  expect(ruleIn('space toy')).toBeNull();
});

test('every place is in the line that begins last before it', () => {
  const starts = lineStarts(TEXT);
  for (let at = 0; at <= TEXT.length; at += 1)
    expect(lineIndex(starts, at)).toBe(TEXT.slice(0, at).split('\n').length - 1);
});

test('wide characters take two columns, tabs at most two, and a smile is one character', () => {
  expect(['abc', '\ta', '茶', '🍟'].map(columnsOf)).toEqual([3, 3, 2, 2]);
});

test('the pieces of a line are the line', () => {
  for (const line of [...TEXT.split('\n'), '`not`: "unclosed // no comment', '  #ff0000, +1.50 // why', '«»'])
    expect(
      piecesOf(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
  expect(piecesOf('rule a: b // c').map(({ kind }) => kind)).toEqual([
    'word',
    'plain',
    'name',
    'plain',
    'plain',
    'plain',
    'comment',
  ]);
});
