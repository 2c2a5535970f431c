import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, type Language } from 'shared/localized.ts';
import { describe, expect, test } from 'vitest';
import { AREAS, type Messages } from './areas.ts';
import { localeTag } from './format.ts';
import { parseMessage, placeholdersOf, renderParts, type MessageValues } from './icu.ts';

const files = import.meta.glob<Messages>('./messages/*.ts', { import: 'default', eager: true });
const messagesOf = (area: string, language: Language): Messages =>
  files[`./messages/${area}.${language}.ts`] ?? expect.fail(`messages/${area}.${language}.ts is missing`);

const takes = (message: string): readonly string[] => [...placeholdersOf(parseMessage(message))].sort();
/** Some values for everything that a message takes; numbers also work where a text is expected. */
const samples = (message: string): readonly MessageValues[] =>
  [0, 1, 2, 3, 21, 1_234].map((number) => Object.fromEntries(takes(message).map((name) => [name, number])));

describe.each(AREAS)('the messages of %s', (area) => {
  const english = messagesOf(area, 'en');

  test.each(LANGUAGES)('have in %s the keys of the English ones', (language) => {
    expect(Object.keys(messagesOf(area, language)).sort()).toEqual(Object.keys(english).sort());
  });

  test.each(LANGUAGES)('are not empty in %s and take the values that the English ones take', (language) => {
    const differing = Object.entries(messagesOf(area, language)).filter(
      ([key, message]) => message.trim() === '' || takes(message).join() !== takes(english[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  test.each(LANGUAGES)('say in %s what ICU makes of them', (language) => {
    const locale = localeTag(language);
    for (const message of Object.values(messagesOf(area, language))) {
      const reference = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      for (const values of samples(message)) {
        expect(renderParts(parseMessage(message), values, locale)).toBe(reference.format({ ...values }));
      }
    }
  });
});
