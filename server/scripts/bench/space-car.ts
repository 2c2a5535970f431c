import { seededRandom } from 'shared/seeded-random.ts';
import type { Condition, Space } from 'shared/space/schema.ts';

const GROUPS = 26;
const OPTIONS = 100;
const RULES = 60;
const label = (en: string): { en: string } => ({ en });

/** A made-up car: 100 options in 26 groups and 60 rules of the kinds that brands write, which its defaults keep. */
export function syntheticCar(seed = 'car'): Space {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const sizes = Array.from({ length: GROUPS }, () => 2);
  for (let left = OPTIONS - 2 * GROUPS; left > 0; left -= 1) {
    const group = below(GROUPS);
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const parameters = sizes.map((size, group) => {
    const options = Array.from({ length: size }, (_, at) => ({
      id: `o${String(at)}`,
      label: label(`Option ${String(at)}`),
      priceCents: 1000 * below(200),
    }));
    return {
      kind: 'one' as const,
      id: `g${String(group)}`,
      label: label(`Group ${String(group)}`),
      section: 'all',
      options,
      default: 'o0',
    };
  });
  /** Some option of a group that is not the default, so that no rule speaks against the defaults. */
  const not0 = (group: number): Condition => [
    'is',
    `g${String(group)}`,
    `o${String(1 + below((sizes[group] ?? 2) - 1))}`,
  ];
  const some = (group: number): Condition => {
    const ids = Array.from({ length: sizes[group] ?? 0 }, (_, at) => `o${String(at)}`).filter(() => random() < 0.6);
    return ['in', `g${String(group)}`, ids.length > 0 ? ids : ['o0']];
  };
  const rules = Array.from({ length: RULES }, (_, index): Space['rules'][number] => {
    const [a, b, c] = [below(GROUPS), below(GROUPS), below(GROUPS)];
    const other = a === b ? (b + 1) % GROUPS : b;
    const kind = random();
    const body: { when?: Condition; then: Condition } =
      kind < 0.4
        ? { when: not0(a), then: some(other) }
        : kind < 0.8
          ? { then: ['not', ['and', not0(a), not0(other)]] }
          : { when: ['and', not0(a), not0(other)], then: some(c) };
    return { id: `r${String(index)}`, because: label('Because.'), ...body };
  });
  return {
    schema: 'space/2',
    ...{ id: 'car', label: label('Car'), summary: label('Car'), currency: 'EUR', basePriceCents: 2_000_000 },
    ...{ sections: [{ id: 'all', label: label('All') }], parameters, rules },
    ...{ views: [], layers: [], zones: [], inks: [], fonts: [], stickers: [], maxElements: 0, starters: [] },
  };
}

/** A mix of 24 notes that adds up to 100 % in steps of 5, at most 4 of them, and a few rules about it. */
export function mixOf24(): Space {
  const notes = Array.from({ length: 24 }, (_, at) => ({
    id: `n${String(at)}`,
    label: label(`Note ${String(at)}`),
    min: 5,
    max: 60,
  }));
  const head = { label: label('Mix'), section: 'all' };
  const seal = ['plain', 'vegan', 'nut-free'].map((id) => ({ id, label: label(id) }));
  const without = (note: string): Condition => ['le', [[1, `mix.${note}`]], 0];
  const rules = [
    { id: 'vegan', when: ['is', 'seal', 'vegan'], then: without('n2') },
    { id: 'nuts', when: ['is', 'seal', 'nut-free'], then: without('n6') },
    { id: 'hot', when: ['not', ['le', [[1, 'mix.n4']], 20]], then: ['not', without('n3')] },
  ] as unknown as Space['rules'];
  return {
    ...syntheticCar(),
    id: 'mix',
    parameters: [
      {
        kind: 'mix',
        id: 'mix',
        ...head,
        total: 100,
        step: 5,
        maxItems: 4,
        unit: label('%'),
        items: notes,
        default: { n0: 50, n1: 50 },
      },
      { kind: 'one', id: 'seal', ...head, options: seal, default: 'plain' },
    ],
    rules: rules.map((rule) => ({ ...rule, because: label('Because.') })),
  };
}
