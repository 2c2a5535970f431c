import { parseSpaceText } from 'shared/space/language/parse-space.ts';
import { LanguageError } from 'shared/space/language/language-error.ts';
import { expect, test } from 'vitest';
import { german } from './language-de.ts';
import { dutch } from './language-nl.ts';
import { languageText } from './language-words.ts';

const sources = import.meta.glob<string>('../../../../shared/src/space/language/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** All patterns that the parsers say something by: what stands behind `say`, with numbers for what is put in. */
function patterns(): string[] {
  const found = Object.entries(sources)
    .filter(([name]) => !name.endsWith('.test.ts') && !name.endsWith('/said.ts'))
    .flatMap(([, source]) => {
      return [...source.matchAll(/\bsay`((?:\\.|[^`\\])*)`/g)].map(([, template = '']) => {
        let at = 0;
        return template
          .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, () => `{${String(at++)}}`)
          .replaceAll(/\\(.)/g, '$1');
      });
    });
  // Nothing to translate: only what is put in.
  return [...new Set(found)].filter((pattern) => /[a-z]/i.test(pattern));
}

const slots = (pattern: string): string[] => (pattern.match(/\{\d+\}/g) ?? []).sort();

test.each([
  ['Dutch', dutch],
  ['German', german],
])('%s has every message of the rule language, with the same things put in, and no other', (_, table) => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(100);
  expect(Object.keys(table).sort()).toEqual(all.sort());
  for (const [pattern, translated] of Object.entries(table)) {
    expect(translated).not.toBe('');
    expect(slots(translated)).toEqual(slots(pattern));
  }
});

test('a slip of the pen is explained in the language of the reader, names and words of the rules as they are', () => {
  const text = 'space lamp\nsection all\none body: hatch, cabrio\nbody is hatchh\n';
  const said = (() => {
    try {
      parseSpaceText(text);
    } catch (error) {
      if (error instanceof LanguageError && error.errors[0]) return error.errors[0].said;
    }
    throw new Error('It was read.');
  })();
  expect(languageText(said, 'en')).toBe(
    'there is no option “hatchh” in body; did you mean “hatch”? There are hatch, cabrio',
  );
  expect(languageText(said, 'nl')).toBe('er is geen optie “hatchh” in body; bedoelde u “hatch”? Er zijn hatch, cabrio');
  expect(languageText(said, 'de')).toBe(
    'es gibt nicht: Option „hatchh“ in body. War „hatch“ gemeint? Es gibt hatch, cabrio',
  );
});
