import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileModel } from './compile.ts';
import { encodeModel } from './encode-model.ts';
import { Engine } from './engine.ts';

const variables = (count: number): object[] =>
  Array.from({ length: count }, (_, at) => ({ id: `v${String(at + 1)}`, values: [false, true] }));
const anyLiteral = (count: number): fc.Arbitrary<number> =>
  fc.tuple(fc.integer({ min: 1, max: count }), fc.boolean()).map(([variable, sign]) => (sign ? variable : -variable));
const anyClauses = fc.array(fc.array(anyLiteral(6), { maxLength: 4 }), { maxLength: 12 });

test('a model has the designs that its clauses say, and what is possible beside a pick is what they have', () => {
  fc.assert(
    fc.property(anyClauses, fc.integer({ min: 1, max: 6 }), fc.boolean(), (clauses, picked, value) => {
      const rules = encodeModel({ format: 'rules/1', variables: variables(6), clauses });
      const engine = new Engine(rules, compileModel(rules.model));
      const has = (design: number, literal: number): boolean =>
        ((design >> (Math.abs(literal) - 1)) & 1) === (literal > 0 ? 1 : 0);
      const all = Array.from({ length: 64 }, (_, design) => design);
      const designs = all.filter((design) => clauses.every((clause) => clause.some((literal) => has(design, literal))));
      const left = designs.filter((design) => has(design, value ? picked : -picked));
      const wish = { key: `v${String(picked)}`, value };
      expect(engine.count([])).toBe(BigInt(designs.length));
      expect(engine.count([wish])).toBe(BigInt(left.length));
      const domains = engine.domains([wish]);
      for (let other = 1; other <= 6; other += 1) {
        if (other === picked) continue;
        expect(domains.isPossible(`v${String(other)}`, true)).toBe(left.some((design) => has(design, other)));
        expect(domains.isPossible(`v${String(other)}`, false)).toBe(left.some((design) => has(design, -other)));
      }
    }),
  );
});

test.each([
  ['no object', [], /^\/: a model is an object/],
  ['another format', { format: 'rules/2', variables: [], clauses: [] }, /^format: "rules\/2" is not known/],
  ['no variables', { format: 'rules/1', clauses: [] }, /^variables: /],
  [
    'a variable without id',
    { format: 'rules/1', variables: [{ values: [false, true] }], clauses: [] },
    /^variables\/0: /,
  ],
  [
    'a variable twice',
    { format: 'rules/1', variables: [...variables(2), ...variables(1)], clauses: [] },
    /^variables\/2: "v1"/,
  ],
  [
    'other values',
    { format: 'rules/1', variables: [{ id: 'a', values: [1, 2] }], clauses: [] },
    /^variables\/0\/values: /,
  ],
  ['no clauses', { format: 'rules/1', variables: [] }, /^clauses: /],
  [
    'a clause that is no list',
    { format: 'rules/1', variables: variables(2), clauses: [[1], 2] },
    /^clauses\/1: a clause/,
  ],
  ['literal 0', { format: 'rules/1', variables: variables(2), clauses: [[0]] }, /^clauses\/0: 0 is no literal/],
  [
    'a literal beyond',
    { format: 'rules/1', variables: variables(2), clauses: [[1, -3]] },
    /^clauses\/0: -3 is no literal/,
  ],
  [
    'half a literal',
    { format: 'rules/1', variables: variables(2), clauses: [[1.5]] },
    /^clauses\/0: 1.5 is no literal/,
  ],
])('%s is refused with its place', (_, model, message) => {
  expect(() => encodeModel(model)).toThrow(message);
});
