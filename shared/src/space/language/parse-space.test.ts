import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anySpaceText } from '../../testing/any-space-text.ts';
import { formatError, LanguageError } from './language-error.ts';
import { parseSpaceText } from './parse-space.ts';
import { printSpaceText } from './print-space.ts';

const SHIRT = `// what a shirt may be
space shirt "Shirt" nl "Overhemd"
  base 49.95
  summary "Made to measure"

section measure "Measures"
number chest: 84..130 cm step 0.5, default 96, +0.30 per cm
number waist: 70..130 cm   // whole centimetres
number collar: 36..48 cm step 0.5
section look
colour body: white #ffffff, ink #1d2f66 +4
one fit "Fit" nl "Pasvorm":
  regular
  slim "Slim" nl "Smal": +2.50
    note "Close to the body"
  wide, tent
  default slim
many extras: monogram +6, cuffs +8.5, pocket
  default pocket, cuffs
mix fabric "Fabric": total 100 %, step 5, at most 2
  cotton: 20..100, +0.10 per %
  linen "Linen": 5..80, +3, +0.05 per %, #e8e0d0
  wool
  default cotton 60, linen 40
text name: 2..8 characters, letters "ABCDEF ", default "ABBA"
  blocked "DEAD"
place print: back, sleeve, at most 2

price bundle "Bundle": -5 when monogram and cuffs

chest - waist <= 32
rule belly: waist <= chest + 6 because "there is \\"a\\" limit" nl "er is een grens" from 2026-01-01 until 2026-12-31 in NL, IT-business
when fit is slim then chest - waist >= 8
collar <= 0.5*chest - 4
price <= 240 when market is IT-business
monogram excludes print.sleeve
cuffs only with fit is one of slim, regular
no pocket when back
at most 2 of monogram, cuffs, pocket
25*cotton + 10*linen <= 600
wool needs no linen
exactly 1 different of fit, body
allowed (fit, chest) because "not cut otherwise":
  slim, 84.5
  regular | wide, *
rule plain: black-tie-free = 0
`.replace('rule plain: black-tie-free = 0\n', '');

const { space } = parseSpaceText(SHIRT);
const rules = space.rules.map(({ when, then }) => (when ? { when, then } : { then }));

test('the parts of a space are what the text says', () => {
  expect(space).toMatchObject({
    schema: 'space/2',
    id: 'shirt',
    label: { en: 'Shirt', nl: 'Overhemd' },
    summary: { en: 'Made to measure' },
    currency: 'EUR',
    basePriceCents: 4995,
    sections: [
      { id: 'measure', label: { en: 'Measures' } },
      { id: 'look', label: { en: 'Look' } },
    ],
    priceLines: [
      {
        id: 'bundle',
        label: { en: 'Bundle' },
        cents: -500,
        when: ['and', ['has', 'extras', 'monogram'], ['has', 'extras', 'cuffs']],
      },
    ],
  });
  expect(space.parameters.map(({ section }) => section).join(' ')).toBe(
    'measure measure measure look look look look look look',
  );
});

test('numbers are integers of the last decimal that is written', () => {
  expect(space.parameters[0]).toEqual({
    kind: 'number',
    id: 'chest',
    label: { en: 'Chest' },
    section: 'measure',
    min: 840,
    max: 1300,
    step: 5,
    decimals: 1,
    unit: { en: 'cm' },
    default: 960,
    centsPerUnit: 3,
  });
  expect(space.parameters[1]).toMatchObject({ min: 70, max: 130, step: 1, default: 70 });
});

test('options stand in a row or on lines, with labels, prices, colours and notes', () => {
  expect(space.parameters[3]).toMatchObject({
    kind: 'colour',
    default: 'white',
    options: [
      { id: 'white', colour: '#ffffff' },
      { id: 'ink', colour: '#1d2f66', priceCents: 400 },
    ],
  });
  expect(space.parameters[4]).toMatchObject({
    default: 'slim',
    options: [
      { id: 'regular', label: { en: 'Regular' } },
      { id: 'slim', label: { en: 'Slim', nl: 'Smal' }, priceCents: 250, note: { en: 'Close to the body' } },
      { id: 'wide' },
      { id: 'tent' },
    ],
  });
  expect(space.parameters[5]).toMatchObject({ default: ['pocket', 'cuffs'] });
  expect(space.parameters[6]).toMatchObject({
    total: 100,
    step: 5,
    maxItems: 2,
    items: [
      { id: 'cotton', min: 20, max: 100, centsPerUnit: 10 },
      { id: 'linen', min: 5, max: 80, priceCents: 300, centsPerUnit: 5, colour: '#e8e0d0' },
      { id: 'wool', min: 5, max: 100 },
    ],
    default: { cotton: 60, linen: 40 },
  });
});

test('rules are conditions of exact integers', () => {
  expect(rules).toEqual([
    // Decimals of chest: 1.
    {
      then: [
        'le',
        [
          [1, 'chest'],
          [-10, 'waist'],
        ],
        320,
      ],
    },
    {
      then: [
        'le',
        [
          [10, 'waist'],
          [-1, 'chest'],
        ],
        60,
      ],
    },
    {
      when: ['is', 'fit', 'slim'],
      then: [
        'le',
        [
          [10, 'waist'],
          [-1, 'chest'],
        ],
        -80,
      ],
    },
    {
      then: [
        'le',
        [
          [2, 'collar'],
          [-1, 'chest'],
        ],
        -80,
      ],
    },
    { then: ['le', [[1, 'price']], 24000] },
    { when: ['has', 'extras', 'monogram'], then: ['not', ['has', 'print', 'sleeve']] },
    { when: ['has', 'extras', 'cuffs'], then: ['in', 'fit', ['slim', 'regular']] },
    { when: ['has', 'print', 'back'], then: ['not', ['has', 'extras', 'pocket']] },
    { then: ['count', 'extras', ['monogram', 'cuffs', 'pocket'], 0, 2] },
    {
      then: [
        'le',
        [
          [5, 'fabric.cotton'],
          [2, 'fabric.linen'],
        ],
        120,
      ],
    },
    { when: ['has', 'fabric', 'wool'], then: ['not', ['has', 'fabric', 'linen']] },
    { then: ['different', ['fit', 'body'], 1, 1] },
    {
      then: [
        'table',
        ['fit', 'chest'],
        [
          ['slim', 845],
          [['regular', 'wide'], '*'],
        ],
      ],
    },
  ]);
  expect(space.rules[1]).toMatchObject({
    id: 'belly',
    because: { en: 'there is "a" limit', nl: 'er is een grens' },
    from: '2026-01-01',
    until: '2026-12-31',
    markets: ['NL', 'IT-business'],
  });
  expect(space.rules[4]?.markets).toEqual(['IT-business']);
});

test('a rule without a reason says what it says, and its name does not depend on other parameters', () => {
  const rule = space.rules[0];
  expect(rule?.because).toEqual({ en: 'chest <= waist + 32' });
  expect(rule?.id).toMatch(/^r-[0-9a-f]{12}$/);
  const more = parseSpaceText(
    `${SHIRT.replace('place print', 'many tags: monogram\nplace print').replaceAll(/(when|of) monogram|^monogram/gm, (words) => words.replace('monogram', 'extras.monogram'))}`,
  );
  expect(more.space.rules.map(({ id }) => id)).toEqual(space.rules.map(({ id }) => id));
});

test('the document tells where statements and options stand', () => {
  const { text, statements } = parseSpaceText(SHIRT).document;
  const belly = statements.find(({ id }) => id === 'belly');
  expect(text.slice(belly?.start, belly?.end)).toMatch(/^rule belly: .* in NL, IT-business$/);
  expect(text.split('\n')[(belly?.line ?? 0) - 1]).toMatch(/^rule belly/);
  const fit = statements.find(({ id }) => id === 'fit');
  const slim = fit?.options.find(({ id }) => id === 'slim');
  expect(text.slice(slim?.start, slim?.end)).toBe('slim "Slim" nl "Smal": +2.50\n    note "Close to the body"');
  expect(statements.map(({ start }) => start)).toEqual(statements.map(({ start }) => start).sort((a, b) => a - b));
});

test('line ends of Windows, tabs and a byte order mark change nothing', () => {
  const same = `\ufeff${SHIRT.replaceAll('\n', '\r\n').replaceAll('  ', '\t')}`;
  expect(parseSpaceText(same).space).toEqual(space);
});

test('sections can go on, and rules can stand above what they speak of', () => {
  const text = 'x.a needs y.a\nspace s\nsection p\none x: a, b\nsection q "Q"\none y: a, b\nsection p\none z: c\n';
  const { sections, parameters } = parseSpaceText(text).space;
  expect(sections.map(({ id }) => id)).toEqual(['p', 'q']);
  expect(parameters.map(({ section }) => section)).toEqual(['p', 'q', 'p']);
  expect(parseSpaceText(printSpaceText(parseSpaceText(text).space)).space).toEqual(parseSpaceText(text).space);
});

const HEAD =
  'space car\nsection all\none body: hatch, cabrio\none roof: glass, white\nmany extras: rack, glass, tow\nnumber wheel: 15..18 inch\nnumber chest: 84..130 cm step 0.5\nmix tea: total 10 g\n  mint, lime\n  default mint 10\n';

const IN_LIST = 'in a list commas stand before every name; or put the list in parentheses';
const NO_MORE = '“no” and “not” hold for one name only';

/** The problem of one line after the head: its column, and what it says. */
function problemOf(line: string): string {
  try {
    parseSpaceText(`${HEAD}${line}\n`);
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    return `${error.line - HEAD.split('\n').length + 1}:${error.column} ${error.message}`;
  }
  return 'none';
}

describe('what is wrong is said where it is', () => {
  test.each([
    ['body is hatchh', '1:9 there is no option “hatchh” in body; did you mean “hatch”? There are hatch, cabrio'],
    [
      'bodi is hatch',
      '1:1 there is no parameter “bodi”; did you mean “body”? There are body, roof, extras, wheel, chest, tea',
    ],
    ['glass excludes body is cabrio', '1:1 “glass” is in several parameters; write roof.glass or extras.glass'],
    [
      'wheel-chest <= 3',
      '1:1 there is nothing called “wheel-chest”; for a difference put spaces around the minus: wheel - chest',
    ],
    ['wheel is 17', '1:1 “wheel” is a number: wheel = …'],
    ['body has hatch', '1:1 “body” is a one: body is …'],
    ['body needs rack', '1:1 say what about “body”: body is hatch'],
    ['body <= 3', '1:1 “body” is a one, not a number; write for example body.hatch'],
    ['rack need tow', '1:6 the rule should end before “need”; did you mean “needs”?'],
    ['number x: 1..9 cm step 0,5', '1:25 decimals stand behind a point: 0.5 instead of 0,5'],
    ['chest <= 84,5', '1:12 decimals stand behind a point: 84.5 instead of 84,5'],
    ['body is hatch, cabrio', '1:14 the rule should end before “,”; several options are written “is one of a, b”'],
    ['rack\u00a0needs tow', '1:5 this is not an ordinary space; type it again'],
    ['rack and', '1:9 a condition is missing before the end of the statement'],
    ['rack and (tow or body is hatch', '1:31 “)” is missing before the end of the statement'],
    ['2*(wheel + 3) <= 4', '1:3 a number or a name is missing before “(”'],
    ['15 <= wheel <= 17', '1:13 only two sides are compared; join two comparisons with “and”'],
    ['wheel*2 <= 3', '1:6 the number stands before the term, as in 0.5*chest'],
    ['wheel ≤ 17', '1:7 write <= >= or not (… = …) instead of ≤'],
    ['rack needs tow because “x”', '1:24 texts stand between straight quotation marks: "…" instead of “'],
    ['rack needs tow because "x', '1:24 this text has no end on its line; close it with "'],
    ['rack needs tow because "x\\q"', '1:26 “\\q” means nothing in a text; there are \\" \\\\ and \\u{…}'],
    ['rack needs tow because "a\u0000b"', '1:26 an invisible character (U+0000) cannot stand here; remove it'],
    ['rack needs tow // \u202e', '1:19 an invisible character (U+202E) cannot stand here; remove it'],
    ['rack needs tow because "🍟\ud800"', '1:26 half a character (U+D800) cannot stand here; remove it'],
    ['rack needs tow because "\\u{d800}"', '1:25 “\\u{d800}” is not a character'],
    ['rack needs tow from 2026-02-30', '1:21 there is no day 2026-02-30'],
    [
      'rack needs tow from 2026-03-02 until 2026-03-01',
      '1:32 the rule would end on 2026-03-01, before it begins on 2026-03-02',
    ],
    ['wheel <= 99999999999999999999999999', '1:10 this number has more than 24 digits'],
    ['wheel <= 999999999999999999999', '1:1 the numbers of this comparison are too large to be exact'],
    ['at least 3 of rack, tow', '1:15 there are only 2 to count'],
    ['allowed (body, extras): ', '1:16 “extras” is a many; a table takes one, colour and number'],
    ['allowed (body, wheel):\n  hatch', '2:8 a value of “wheel” is missing before the end of the statement'],
    ['allowed (body, chest):\n  hatch, 84.25', '2:10 “chest” goes in steps of 0.5'],
    ['rule x: rack\nrule x: tow', '2:6 the rule “x” is there twice, first on line 11'],
    ['rack needs tow\nrack needs tow', '2:1 the rule “r-'],
    ['one body: a', '1:5 the parameter “body” is there twice, first on line 3'],
    ['one price: a', '1:5 “price” is what everything costs; give the parameter another name'],
    ['one x: a, a', '1:11 “a” is there twice'],
    ['one x: a +0.105', '1:10 a price is in whole cents: at most two decimals'],
    ['one x: a 5', '1:10 an option of a one has no amount; a price begins with + or -'],
    ['one x:', '1:5 “x” has no options; a one has one or more'],
    ['one x: a b', '1:10 a comma or a new line is missing before “b”'],
    ['one X: a', '1:5 names are lower-case letters, digits and hyphens: “x” instead of “X”'],
    ['one x: a\n  default b', '2:11 there is no option “b” in x; did you mean “a”? There is a'],
    ['colour x: a', '1:11 the colour of “a” is missing, such as #dfe8ee'],
    ['colour x: a #12345', '1:13 “#12345” is not a colour; write # and six hex digits, as in #dfe8ee'],
    [
      'number x: 1..9 cm step 0.5, +0.25 per cm',
      '1:29 a price is in whole cents for each 0.1 cm: +0.20 per cm or +0.30 per cm would be right',
    ],
    ['number x: 1..9 cm step 2, default 4', '1:27 the default is not on a step from 1'],
    ['number x: 1..9 cm, +0.25 per mm', '1:30 the price is per cm, not per mm'],
    ['number x: 1..9', '1:15 the unit is missing before the end of the statement, such as cm, % or "pieces"'],
    ['number x: 9..1 cm', '1:14 the most is at least 9'],
    ['mix x: total 100 %\n  a\n  default a 90', '3:3 the amounts of the default must add up to 100'],
    ['text x: 2..8 characters', '1:6 the default is too short or too long'],
    ['place x: toe', '1:7 “at most” and the number of elements of “x” is missing'],
    ['price x: -5 when price > 100', '1:18 a price line cannot depend on the price, of which it is a part itself'],
    [
      'rul x: rack needs tow',
      '1:1 there is no statement “rul”; did you mean “rule”? There are one, colour, many, number, mix, text, place, space, section, price, rule; a rule begins with a name or “rule”',
    ],
    ['`rack', '1:1 a name between backticks is letters, digits and hyphens, as in `not`'],
    ['none of rack, extras.glass and tow', `1:32 ${IN_LIST}`],
    ['none of rack or extras.tow', `1:17 ${IN_LIST}`],
    ['at most 1 of rack, tow or glass', `1:27 ${IN_LIST}`],
    ['at least 2 of rack and tow', `1:24 ${IN_LIST}`],
    ['exactly 1 different of body and roof', `1:33 ${IN_LIST}`],
    ['roof is one of glass and white', `1:26 ${IN_LIST}`],
    ['roof is none of glass or roof.white', `1:26 ${IN_LIST}`],
    ['no rack or tow', `1:12 ${NO_MORE}`],
    ['no rack and tow', `1:13 ${NO_MORE}`],
    ['not roof is glass or white', `1:22 ${NO_MORE}`],
    ['roof is not glass or white', `1:22 ${NO_MORE}`],
    ['extras has no rack or tow', `1:23 ${NO_MORE}`],
    ['hatch needs no rack and tow', `1:25 ${NO_MORE}`],
    ['roof is glass excludes rack and tow', `1:33 write “excludes … or …” where each is excluded`],
    ['roof is glass excludes wheel = 17 and rack', `1:39 write “excludes … or …” where each is excluded`],
    ['at most 1 of rack, rack', '1:20 “rack” is there twice'],
    ['exactly 1 different of body, body', '1:30 “body” is there twice'],
    ['roof is one of glass, white, glass', '1:30 “glass” is there twice'],
    ['price <= 1.000', '1:10 thousands have no separator: write 1000 instead of 1.000'],
    ['price <= 1,000', '1:11 thousands have no separator: write 1000 instead of 1,000'],
    ['price <= 1,000,000 in NL', '1:11 thousands have no separator: write 1000000 instead of 1,000,000'],
    ['price <= 1.000.000', '1:15 thousands have no separator'],
    ['price <= 10.005', '1:10 thousands have no separator: write 10005 instead of 10.005'],
    [
      'when roof is white then chest = 90.2',
      '1:25 “chest” never has this value; the nearest that it can have are 90 and 90.5',
    ],
    ['2*wheel = 31', '1:1 “wheel” never has this value; the nearest that it can have are 15 and 16'],
    ['wheel = 20', '1:1 “wheel” never has this value; the nearest that it can have is 18'],
    ['11 = mint', '1:1 “tea.mint” never has this value; the nearest that it can have is 10'],
    ['price <= 0.125*wheel', '1:10 numbers beside the price have at most two decimals'],
    ['one x: a +1.000', '1:10 thousands have no separator: write 1000 instead of 1.000'],
    ['rack needs tow when wheel > 17', '1:16 the rule should end before “when”; write “when … and … then …” instead'],
    [
      'rack needs tow when market is NL',
      '1:16 the rule should end before “when”; where a rule holds is written “in NL”',
    ],
    ['rack requires tow', '1:6 the rule should end before “requires”; did you mean “needs”?'],
    ['rack needs tow if hatch', '1:16 the rule should end before “if”; did you mean “when”?'],
    ['if roof is white then rack', '1:1 write “when … then …” instead of “if”'],
    ['rack needs tow\nbecause "x"', '2:1 indent this line: it continues the rule above'],
    ['rack needs tow\nand hatch', '2:1 indent this line: it continues the rule above'],
    [
      'wheel <= chest-8',
      '1:10 there is nothing called “chest-8”; for a difference put spaces around the minus: chest - 8',
    ],
    ['roof = white', '1:1 “roof” is a one, not a number; write “roof is white”'],
    ['extras = rack', '1:1 “extras” is a many, not a number; write “extras has rack”'],
    ['rack needs tow because "x\\n"', '1:26 a text is one line'],
    ['rack needs tow because "x\\u{202e}"', '1:26 an invisible character (U+202E) cannot stand here; remove it'],
    ['rack needs tow because "x\ty"', '1:26 an invisible character (U+0009) cannot stand here; remove it'],
    ['rack ; tow', '1:6 “;” has no meaning here'],
    ['space other', '1:1 there are two spaces; a text has one'],
  ])('%s', (line, problem) => {
    expect(problemOf(line).slice(0, problem.length)).toBe(problem);
  });
});

test.each([
  'no rack and no tow',
  'no rack and body is hatch or tow',
  '(no rack) and tow',
  'no (rack or tow)',
  '(none of rack, tow) and extras.glass',
  'none of rack, tow and body is hatch',
  'roof is not glass and rack',
  'roof is one of glass, white and rack',
  'at most 1 of rack, tow or wheel >= 17',
  'between 1 and 2 different of body, roof and rack',
  'roof is white excludes rack or tow',
  'roof is white excludes (rack and tow)',
  'roof is white needs rack and tow',
  'price <= 1000.50',
  'chest <= 84.500',
])('%s says only one thing', (line) => {
  expect(problemOf(line)).toBe('none');
});

test('what a number can never be is read and written as two comparisons', () => {
  const { space: read } = parseSpaceText(`${HEAD}chest <= 90.2 and chest >= 90.2\n`);
  const printed = printSpaceText(read);
  expect(printed).toContain('chest <= 90.2 and chest >= 90.2');
  expect(parseSpaceText(printed).space).toEqual(read);
});

test('an option that is there twice counts twice, which names say only in parentheses', () => {
  const { rules: read } = parseSpaceText(`${HEAD}at most 1 of (rack), (rack)\n`).space;
  const rack = ['has', 'extras', 'rack'];
  expect(read[0]).toMatchObject({
    then: ['among', [rack, rack], 0, 1],
    because: { en: 'at most 1 of (rack), (rack)' },
  });
});

test('a problem is shown with a caret under it', () => {
  const text = 'space car\nsection s\none body: hatch, cabrio\nrule x:\tbody is hatchh\n';
  let shown = '';
  try {
    parseSpaceText(text);
  } catch (error) {
    shown = formatError(text, error as LanguageError);
  }
  expect(shown.split('\n').slice(1)).toEqual(['4 | rule x:\tbody is hatchh', '  |        \t        ^']);
});

test('every problem is told, at most 20, and none that follows from another', () => {
  const errorsOf = (text: string): readonly string[] => {
    try {
      parseSpaceText(text);
      return [];
    } catch (error) {
      return (error as LanguageError).errors.map(({ line, message }) => `${line} ${message}`);
    }
  };
  expect(errorsOf(`${HEAD}rack needs toww\none x: a a\nbody is is\nx is b\n`)).toEqual([
    '12 a comma or a new line is missing before “a”',
  ]);
  expect(errorsOf(`${HEAD}rack needs toww\nbody is hatch tow\nbody is is\n`)).toHaveLength(3);
  expect(errorsOf(`${HEAD}${'rack and and tow\n'.repeat(100)}`)).toHaveLength(20);
  expect(errorsOf('').map((message) => message.split(' is missing')[0])).toEqual([
    '1 the space',
    '1 a section',
    '1 a parameter',
  ]);
  expect(errorsOf('  one x: a')).toEqual([
    '1 this line is indented, but there is no statement above that it could continue',
  ]);
  expect(errorsOf('space a\none x: a')).toEqual([
    '2 this belongs to no section; write a line such as “section taste "Taste"” above',
  ]);
});

test('what is far too deep, long or many is refused', () => {
  expect(problemOf(`${'('.repeat(100_000)}rack`)).toContain('at most 100 deep');
  expect(problemOf(`${'not '.repeat(100_000)}rack`)).toContain('at most 100 deep');
  expect(problemOf(`rack${' or rack'.repeat(10_000)}`)).toContain('joins at most 1,999');
  expect(problemOf(`wheel${' + wheel'.repeat(100_000)} <= 3`)).toBe('1:160001 a sum has at most 20,000 terms');
  const options = (count: number) => `one big: ${Array.from({ length: count }, (_, index) => `o${index}`).join(', ')}`;
  expect(problemOf(options(2_000))).toBe('none');
  expect(problemOf(options(2_001))).toContain('a one has at most 2000 options');
  expect(problemOf(`rack needs ${'a-'.repeat(100_000)}`)).toContain('a name has at most 40 characters');
  expect(problemOf(Array.from({ length: 20_000 }, (_, index) => `section s${index}`).join('\n'))).toBe('none');
  expect(problemOf(`one x: ${'a'.repeat(41)}`)).toContain('a name has at most 40 characters; this one has 41');
  expect(problemOf(`one x: a "${'b'.repeat(401)}"`)).toContain('label has 401 characters; at most 400 fit');
});

test('a price line may speak of an option that is called price', () => {
  expect(problemOf('one what: price, worth\nprice x: -5 when what is price')).toBe('none');
});

test('ten thousand rules are read, whoever wrote them', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) =>
    index % 2 === 0
      ? `wheel <= ${index}`
      : `rule r${index}: rack needs chest >= 0.5*wheel + ${index}.5 because "no ${index}"`,
  );
  expect(parseSpaceText(`${HEAD}${lines.join('\n')}`).space.rules).toHaveLength(10_000);
});

test('whatever is done to a text, nothing but a LanguageError is thrown', () =>
  fc.assert(
    fc.property(
      anySpaceText.map(printSpaceText),
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat(6),
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 4 }),
            fc.constantFrom('"', '(', '\n', ' or ', '`', '9', '-', '..', ',', ':', ' not ', '\ud800'),
          ),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      (text, changes) => {
        let changed = text;
        for (const [at, removed, added] of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + added + changed.slice(place + removed);
        }
        try {
          const { space: read } = parseSpaceText(changed);
          expect(parseSpaceText(printSpaceText(read)).space).toEqual(read);
        } catch (error) {
          expect(error).toBeInstanceOf(LanguageError);
          expect(formatError(changed, error as LanguageError)).toContain('^');
        }
      },
    ),
    { numRuns: 150 },
  ));
