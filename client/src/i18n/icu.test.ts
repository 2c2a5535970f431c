import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { parseMessage, placeholdersOf, renderParts, type MessageValues } from './icu.ts';

const render = (message: string, values: MessageValues = {}, locale = 'en-GB'): string =>
  renderParts(parseMessage(message), values, locale);
const reference = (message: string, values: MessageValues = {}, locale = 'en-GB'): unknown =>
  new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format({ ...values });

test.each<[string, MessageValues]>([
  ['Hello {name}', { name: 'Bo' }],
  ['{ count , plural , =0 {none} one {# entry} other {# entries} }', { count: 1 }],
  ['{ count , plural , =0 {none} one {# entry} other {# entries} }', { count: 0 }],
  ['{count, plural, one {# entry} other {# entries by {who}}}', { count: 12_345, who: 'all' }],
  ['{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { place: 23 }],
  ['{who, select, maker {made it} other {#}}', { who: 'voter' }],
  ["It''s '{quoted}' and 'plain' and # here", {}],
  ["{n, plural, other {'#' is # isn't '{}'}}", { n: 2 }],
  ['{a, plural, other {{b, select, x {#} other {none}}}}', { a: 3, b: 'x' }],
])('%j is rendered as ICU says', (message, values) => {
  expect(render(message, values)).toBe(reference(message, values));
});

test('plurals follow the rules of the language', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.constantFrom('en-GB', 'nl-NL', 'de-DE'), (count, locale) => {
      for (const type of ['plural', 'selectordinal']) {
        const message = `{count, ${type}, one {one #} two {two #} few {few #} other {other #}}`;
        expect(render(message, { count }, locale)).toBe(reference(message, { count }, locale));
      }
    }),
  );
});

test.each(['{', '}', '{a', '{a,}', '{a, number}', '{a, plural, one {x}}', '{a, plural, other {x}'])(
  '%j is no message',
  (message) => {
    expect(() => parseMessage(message)).toThrow('Not a message');
  },
);

test('a missing value is an error, not a hole', () => {
  expect(() => render('{name}')).toThrow('name');
});

test('the values that a message takes are found at every depth', () => {
  expect([...placeholdersOf(parseMessage('{a} {b, plural, other {{c, select, other {{d}}}}}'))]).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});
