import { expect, test } from 'vitest';
import { Reading } from './reading.svelte.ts';
import { readRules } from './read-rules.ts';
import { EXAMPLES } from './examples.ts';

const HEAD = `space toy "Toy"
  currency EUR
  base 10
section all
many extras: bell, lamp, bracket
number size: 35..48 EU, default 42
`;
const GOOD = `${HEAD}one cut: thin, thick\n`;

/** Somebody who stops typing when told so. */
function quietTypist() {
  let waiting: (() => void) | null = null;
  return {
    soon: (run: () => void) => {
      waiting = run;
      return () => (waiting = null);
    },
    pauses: () => waiting?.(),
  };
}
const settled = (): Promise<void> => Promise.resolve().then(() => Promise.resolve());

test('nothing is read while somebody types, and then only the last text', async () => {
  const typist = quietTypist();
  const asked: string[] = [];
  const parse = (text: string) => Promise.resolve((asked.push(text), readRules(text)));
  const reading = new Reading({ parse, soon: typist.soon });
  reading.follow('sp');
  reading.follow(GOOD);
  expect(asked).toEqual([]);
  typist.pauses();
  await settled();
  expect(asked).toEqual([GOOD]);
  expect(reading.read?.parsed?.space.id).toBe('toy');
});

test('what cannot be read says where, and names from before stay known', async () => {
  const typist = quietTypist();
  const reading = new Reading({ parse: (text) => Promise.resolve(readRules(text)), soon: typist.soon });
  reading.follow(GOOD);
  typist.pauses();
  await settled();
  reading.follow(`${GOOD}when cut is thik then lamp\n`);
  typist.pauses();
  await settled();
  expect(reading.read?.problems).toMatchObject([{ line: 8, column: 13 }]);
  expect(reading.lastWhole?.space.parameters.map(({ id }) => id)).toContain('cut');
});

test('an answer for a text that has changed in the meantime is dropped', async () => {
  const typist = quietTypist();
  const answers: (() => void)[] = [];
  const parse = (text: string) =>
    new Promise<ReturnType<typeof readRules>>((resolve) => answers.push(() => resolve(readRules(text))));
  const reading = new Reading({ parse, soon: typist.soon });
  reading.follow('old');
  typist.pauses();
  reading.follow(GOOD);
  typist.pauses();
  answers[1]?.();
  answers[0]?.();
  await settled();
  expect(reading.read?.text).toBe(GOOD);
});

test('a parser that cannot be loaded is no verdict on the text', async () => {
  const typist = quietTypist();
  const reading = new Reading({ parse: () => Promise.reject(new Error('gone')), soon: typist.soon });
  reading.follow(GOOD);
  typist.pauses();
  await settled();
  expect([reading.failed, reading.read]).toEqual([true, null]);
});

test('the examples of the help are in the language', () => {
  const { problems } = readRules(`${HEAD}${EXAMPLES.map(({ line }) => line).join('\n')}\n`);
  expect(problems).toEqual([]);
});
