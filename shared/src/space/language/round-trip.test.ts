import fc from 'fast-check';
import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { one, rule, ruleSpace } from '../../testing/make-rules.ts';
import { makeSpace } from '../../testing/make-space.ts';
import { holds } from '../condition.ts';
import { SpaceSchema } from '../schema.ts';
import { anyCondition, anyParameters, anyParams, anyRule, anySpaceText } from '../../testing/any-space-text.ts';
import { normaliseCondition } from './normalise-condition.ts';
import { parseCondition } from './parse-condition.ts';
import { parseRule } from './parse-rule.ts';
import { parseSpaceText } from './parse-space.ts';
import { printCondition } from './print-condition.ts';
import { derivedBecause, derivedId, printRule } from './print-rule.ts';
import { normaliseSpace } from './normalise-space.ts';
import { printSpaceText } from './print-space.ts';
import { ruleContext } from './rule-context.ts';
import { STATEMENTS } from './words.ts';

const RUNS = { numRuns: 200 };

test('a printed condition is read back in normal form', () =>
  fc.assert(
    fc.property(
      anyParameters.chain((parameters) => fc.tuple(fc.constant(parameters), anyCondition(parameters), fc.boolean())),
      ([parameters, condition, isQualified]) => {
        const context = ruleContext({ parameters });
        const text = printCondition(condition, context, isQualified);
        const read = parseCondition(text, context);
        expect(read).toEqual(normaliseCondition(condition));
        expect(printCondition(read, context, isQualified)).toBe(text);
      },
    ),
    { numRuns: 500 },
  ));

test('the normal form means the same, and is its own normal form', () =>
  fc.assert(
    fc.property(
      anyParameters.chain((parameters) =>
        fc.tuple(
          fc.constant(parameters),
          anyCondition(parameters),
          fc.array(anyParams(parameters), { minLength: 5, maxLength: 5 }),
        ),
      ),
      ([parameters, condition, designs]) => {
        const space = makeSpace({ parameters, priceLines: [] });
        const normal = normaliseCondition(condition);
        expect(normaliseCondition(normal)).toEqual(normal);
        for (const params of designs) expect(holds(space, params, normal)).toBe(holds(space, params, condition));
      },
    ),
    RUNS,
  ));

test('a printed rule is read back', () =>
  fc.assert(
    fc.property(
      anyParameters.chain((parameters) => fc.tuple(fc.constant(parameters), anyRule(parameters))),
      ([parameters, rule]) => {
        const context = ruleContext({ parameters });
        const text = printRule(rule, context);
        const read = parseRule(text, context);
        expect(read).toEqual(normaliseSpace({ ...makeSpace(), parameters, rules: [rule] }).rules[0]);
        expect(printRule(read, context)).toBe(text);
      },
    ),
    RUNS,
  ));

test('a rule whose id and reason follow from what it says is printed without them, and read back', () =>
  fc.assert(
    fc.property(
      anyParameters.chain((parameters) => fc.tuple(fc.constant(parameters), anyRule(parameters))),
      ([parameters, rule]) => {
        const context = ruleContext({ parameters });
        const bare = { ...rule, id: derivedId(rule, context), because: derivedBecause(rule, context) };
        const text = printRule(bare, context);
        expect(text).not.toContain('because "');
        // Named only where the name of a parameter would look like the beginning of another statement.
        const [, body] = text.split(`rule ${bare.id}: `);
        if (body !== undefined) expect([...STATEMENTS]).toContain(body.split(' ')[0]);
        expect(parseRule(text, context)).toEqual(
          normaliseSpace({ ...makeSpace(), parameters, rules: [bare] }).rules[0],
        );
      },
    ),
    RUNS,
  ));

test('a printed space is read back', () =>
  fc.assert(
    fc.property(anySpaceText, (space) => {
      const text = printSpaceText(space);
      const read = parseSpaceText(text).space;
      expect(read).toEqual(normaliseSpace(space));
      expect(printSpaceText(read)).toBe(text);
    }),
    RUNS,
  ));

test('what is read has the form of a space', () =>
  fc.assert(
    fc.property(anySpaceText, (space) => {
      const read = parseSpaceText(printSpaceText(space)).space;
      expect([...Value.Errors(SpaceSchema, { ...makeSpace(), ...read })]).toEqual([]);
    }),
    { numRuns: 50 },
  ));

test('the lamp goes to text and back unchanged', () => {
  const { schema, id, label, summary, currency, basePriceCents, priceLines, sections, parameters, rules } = makeSpace();
  const lamp = { schema, id, label, summary, currency, basePriceCents, priceLines, sections, parameters, rules };
  expect(parseSpaceText(printSpaceText(lamp as typeof lamp & { priceLines: never })).space).toEqual(lamp);
});

test('a parameter of 2,000 options, with rules over all of them, is printed in not much more room and read back', () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => `shade-${index}`);
  const parameters = [one('shade', ids), one('size', ['small', 'large'])];
  const rules = [
    rule('most', ['in', 'shade', ids.slice(0, -1)]),
    rule('either', ['or', ...ids.slice(0, 1_999).map((id) => ['is', 'shade', id] as const)]),
    rule('pairs', ['table', ['shade', 'size'], ids.map((id, at) => [id, at % 2 === 0 ? 'small' : '*'])]),
    rule('few', ['among', ids.slice(0, 1_999).map((id) => ['is', 'shade', id] as const), 0, 3]),
    rule('sum', ['le', ids.map((id, at) => [at + 1, `shade.${id}`] as const), 1_500]),
    ...ids.slice(0, 200).map((id) => rule(`not-${id}`, ['is', 'size', 'small'], ['is', 'shade', id])),
  ];
  const space = ruleSpace(parameters, rules);
  const printed = printSpaceText(space);
  expect(printed.length).toBeLessThan(2 * JSON.stringify({ parameters, rules }).length);
  const read = parseSpaceText(printed).space;
  const wanted = normaliseSpace(space);
  expect(read.parameters).toEqual(wanted.parameters);
  expect(read.rules).toEqual(wanted.rules);
  expect(printSpaceText(read)).toBe(printed);
});
