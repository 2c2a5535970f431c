import fc from 'fast-check';
import { unitsOf, type RuleModel } from '../space/engine/rule-model.ts';

export function makeRuleModel(variables: number, groups: number[][], clauses: number[][]): RuleModel {
  return { variables, groups, clauses, ruleOf: clauses.map((_, rule) => rule), rules: clauses.length };
}

/** Models small enough to try out every design: groups of scattered members, free variables, clauses of every length. */
export const anyRuleModel: fc.Arbitrary<RuleModel> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    others: fc.integer({ min: 0, max: 4 }),
    places: fc.infiniteStream(fc.nat()),
    clauses: fc.array(fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 4 }), { maxLength: 9 }),
    contradiction: fc.integer({ min: 0, max: 39 }),
  })
  .map(({ sizes, others, places, clauses, contradiction }) => {
    const variables = sizes.reduce((sum, size) => sum + size, others);
    const left = Array.from({ length: variables }, (_, at) => at + 1);
    const take = (): number => left.splice(places.next().value % left.length, 1)[0] ?? 0;
    const groups = sizes.map((size) => Array.from({ length: size }, take));
    const literals = clauses.map((clause) =>
      clause.map(([at, holds]) => (holds ? 1 : -1) * (1 + (at % Math.max(1, variables)))),
    );
    return makeRuleModel(variables, groups, [...(variables ? literals : []), ...(contradiction ? [] : [[]])]);
  });

/** Per leaf something, for models of up to 20 variables. */
export function perLeaf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(value, { minLength: 42, maxLength: 42 });
}

/** Every design of `model`, each as its leaves by unit. */
export function everyDesign(model: RuleModel): number[][] {
  const { unitOf, count } = unitsOf(model);
  let designs: number[][] = [[]];
  for (let unit = 0; unit < count; unit += 1) {
    const variables = [...unitOf.keys()].filter((variable) => variable > 0 && unitOf[variable] === unit);
    const isGroup = unit < model.groups.length;
    const leaves = variables.flatMap((variable) => (isGroup ? [2 * variable] : [2 * variable, 2 * variable + 1]));
    designs = designs.flatMap((design) => leaves.map((leaf) => [...design, leaf]));
  }
  return designs.filter((design) =>
    model.clauses.every((clause) => clause.some((literal) => design.includes(2 * Math.abs(literal)) === literal > 0)),
  );
}
