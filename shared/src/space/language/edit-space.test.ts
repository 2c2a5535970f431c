import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRule, anySpaceText } from '../../testing/any-space-text.ts';
import { editSpaceText, type SpaceEdit } from './edit-space.ts';
import { LanguageError } from './language-error.ts';
import { parseSpaceText, type SpaceText } from './parse-space.ts';
import { normaliseSpace } from './normalise-space.ts';
import { printSpaceText } from './print-space.ts';

const TEXT = `// A small car.
space car   "Car"
  base 100 // to be checked

section look
one body : hatch ,cabrio +25   // the cabrio is new
one roof:
  // painted
  white   "White" nl "Wit" // bright

  glass "Glass" nl "Glas":  +650
    // see the clamps
    note "Clear"
section   more
many extras: rack +240, tow // both on top
  +99

rule no-rack: roof is glass   excludes rack  // clamps
   // said by the workshop
   because "it would sit on the glass"  // sure
// the end
rack needs body is hatch
// really`;

/** The lines of the edited text that are not in the text before, and the other way round. */
function differenceOf(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe('an edit changes only what it concerns', () => {
  const rule = parseSpaceText(TEXT).space.rules[0] as SpaceText['rules'][number];
  const body = parseSpaceText(TEXT).space.parameters[0] as SpaceText['parameters'][number];
  const roof = parseSpaceText(TEXT).space.parameters[1] as SpaceText['parameters'][number];
  test.each<[string, SpaceEdit, string[]]>([
    [
      'a rule with comments inside and behind',
      { kind: 'put-rule', rule: { ...rule, then: ['not', ['has', 'extras', 'tow']] } },
      [
        '-rule no-rack: roof is glass   excludes rack  // clamps',
        '-   // said by the workshop',
        '-   because "it would sit on the glass"  // sure',
        '+// clamps',
        '+// said by the workshop',
        '+rule no-rack: roof is glass excludes tow because "it would sit on the glass"  // sure',
      ],
    ],
    [
      'a new rule at the end',
      { kind: 'put-rule', rule: { id: 'new', then: ['has', 'extras', 'tow'], because: { en: 'why' } } },
      ['+rule new: tow because "why"'],
    ],
    [
      'the price of an option on its own line',
      { kind: 'set-option', parameter: 'roof', option: 'white', changes: { priceCents: 1050 } },
      ['-  white   "White" nl "Wit" // bright', '+  white "White" nl "Wit": +10.50 // bright'],
    ],
    [
      'an option with a comment inside',
      { kind: 'set-option', parameter: 'roof', option: 'glass', changes: { priceCents: undefined } },
      [
        '-  glass "Glass" nl "Glas":  +650',
        '-    // see the clamps',
        '+  // see the clamps',
        '+  glass "Glass" nl "Glas"',
      ],
    ],
    [
      'an option in a row',
      { kind: 'set-option', parameter: 'body', option: 'cabrio', changes: { priceCents: 0, note: { en: 'Fun' } } },
      [
        '-one body : hatch ,cabrio +25   // the cabrio is new',
        '+one body : hatch ,cabrio +0 note "Fun"   // the cabrio is new',
      ],
    ],
    [
      'an option in a row that goes on below',
      { kind: 'set-option', parameter: 'extras', option: 'tow', changes: { priceCents: 100 } },
      ['-many extras: rack +240, tow // both on top', '-  +99', '+// both on top', '+many extras: rack +240, tow +1'],
    ],
    [
      'a parameter that moves to another section',
      { kind: 'put-parameter', parameter: { ...roof, section: 'more' } },
      [
        '-  // painted',
        '-  white   "White" nl "Wit" // bright',
        '-  glass "Glass" nl "Glas":  +650',
        '-    // see the clamps',
        '+// painted',
        '+// bright',
        '+// see the clamps',
        '+  white "White" nl "Wit"',
        '+  glass "Glass" nl "Glas": +650',
      ],
    ],
    [
      'a parameter that moves with the comment at its end',
      { kind: 'put-parameter', parameter: { ...body, section: 'more' } },
      ['-one body : hatch ,cabrio +25   // the cabrio is new', '+// the cabrio is new', '+one body: hatch, cabrio +25'],
    ],
    [
      'a rule that goes',
      { kind: 'remove', statement: 'rule', id: 'no-rack' },
      [
        '-rule no-rack: roof is glass   excludes rack  // clamps',
        '-   // said by the workshop',
        '-   because "it would sit on the glass"  // sure',
      ],
    ],
    [
      'the space itself',
      { kind: 'put-space', space: { ...parseSpaceText(TEXT).space, basePriceCents: 9950 } },
      ['-space car   "Car"', '-  base 100 // to be checked', '+space car', '+  base 99.50 // to be checked'],
    ],
    ['a section', { kind: 'put-section', section: { id: 'last', label: { en: 'End' } } }, ['+section last "End"']],
    [
      'a price line',
      { kind: 'put-price', line: { id: 'set', label: { en: 'Set' }, cents: -100, when: ['has', 'extras', 'tow'] } },
      ['+price set: -1 when tow'],
    ],
  ])('%s', (_, edit, difference) => {
    expect(differenceOf(TEXT, editSpaceText(TEXT, edit)).filter((line) => line !== '+  currency EUR')).toEqual(
      difference,
    );
    // The same with the line ends of Windows.
    const windows = TEXT.replaceAll('\n', '\r\n');
    const edited = editSpaceText(windows, edit);
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
    expect(edited.replaceAll('\r\n', '\n')).toBe(editSpaceText(TEXT, edit));
  });
});

test('an edit that would leave a rule without its option is refused, and says where', () => {
  const body = parseSpaceText(TEXT).space.parameters[0];
  if (body?.kind !== 'one') throw new Error('The first parameter is a one.');
  const parameter = { ...body, options: body.options.slice(1), default: 'cabrio' };
  expect(() => editSpaceText(TEXT, { kind: 'put-parameter', parameter })).toThrow('there is no option “hatch” in body');
  expect(() => editSpaceText(TEXT, { kind: 'remove', statement: 'parameter', id: 'body' })).toThrow(LanguageError);
});

test('an edit of what is not there is refused', () => {
  expect(() => editSpaceText(TEXT, { kind: 'remove', statement: 'rule', id: 'nothing' })).toThrow(RangeError);
  expect(() => editSpaceText(TEXT, { kind: 'remove', statement: 'section', id: 'look' })).toThrow(
    'still has parameters',
  );
  expect(() => editSpaceText(TEXT, { kind: 'set-option', parameter: 'roof', option: 'tin', changes: {} })).toThrow(
    RangeError,
  );
});

/** A printed text with comments, empty lines and white space that nobody would print. */
const anyWrittenText = fc
  .tuple(anySpaceText, fc.infiniteStream(fc.constantFrom('', '', ' // x "y', '  ', '\n', '\n   // "', '\n// z')))
  .map(([space, stream]) => {
    const lines = printSpaceText(space).trimEnd().split('\n');
    return { space: normaliseSpace(space), text: lines.map((line) => line + (stream.next().value ?? '')).join('\n') };
  });

test('an edit has the effect that it names, and no comment is lost', () =>
  fc.assert(
    fc.property(
      anyWrittenText.chain((written) =>
        fc.tuple(
          fc.constant(written),
          anyRule(written.space.parameters),
          fc.nat(),
          fc.integer({ min: -500, max: 500 }),
        ),
      ),
      ([{ space, text }, rule, at, priceCents]) => {
        const withRule = normaliseSpace({
          ...space,
          rules: space.rules.some(({ id }) => id === rule.id)
            ? space.rules.map((other) => (other.id === rule.id ? rule : other))
            : [...space.rules, rule],
        });
        const edited = editSpaceText(text, { kind: 'put-rule', rule });
        expect(parseSpaceText(edited).space).toEqual(withRule);
        expect(commentsIn(edited)).toBe(commentsIn(text));
        expect(parseSpaceText(editSpaceText(text, { kind: 'put-rule', rule })).space).toEqual(withRule);

        const parameter = space.parameters[at % space.parameters.length];
        const options =
          parameter && 'options' in parameter
            ? parameter.options
            : parameter && 'items' in parameter
              ? parameter.items
              : [];
        const option = options[at % options.length];
        if (!parameter || !option) return;
        const priced = editSpaceText(text, {
          kind: 'set-option',
          parameter: parameter.id,
          option: option.id,
          changes: { priceCents },
        });
        const changed = options.map((other) => (other === option ? { ...option, priceCents } : other));
        expect(parseSpaceText(priced).space.parameters).toEqual(
          space.parameters.map((other) =>
            other === parameter ? { ...parameter, ['options' in parameter ? 'options' : 'items']: changed } : other,
          ),
        );
        expect(commentsIn(priced)).toBe(commentsIn(text));
        expect(parseSpaceText(editSpaceText(text, { kind: 'put-parameter', parameter })).space).toEqual(space);
      },
    ),
    { numRuns: 100 },
  ));

test('what stands above and below an edited rule stays as it is', () =>
  fc.assert(
    fc.property(
      anyWrittenText.chain((written) => fc.tuple(fc.constant(written.text), anyRule(written.space.parameters))),
      ([text, rule]) => {
        const old = parseSpaceText(text).document.statements.find(({ kind, id }) => kind === 'rule' && id === rule.id);
        const edited = editSpaceText(text, { kind: 'put-rule', rule });
        if (!old) return;
        expect(edited.startsWith(text.slice(0, old.start))).toBe(true);
        expect(edited.endsWith(text.slice(old.end))).toBe(true);
      },
    ),
    { numRuns: 60 },
  ));

function commentsIn(text: string): number {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '').split('//').length;
}
