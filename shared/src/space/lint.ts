import { optionKey } from '../design/doc-keys.ts';
import { type Params, holds, parametersOf } from './condition.ts';
import { choiceParameters, complete, defaultParams } from './defaults.ts';
import type { Domains } from './engine/domains.ts';
import { TooFine } from './engine/numeric-atoms.ts';
import { Redundancy } from './engine/redundancy.ts';
import { RuleReasons } from './engine/rule-reasons.ts';
import type { Condition, ChoiceParameter, NumberParameter, Space, SpaceRule } from './schema.ts';
import { valuesOf } from './parameter-value.ts';
import { brokenRules } from './violations.ts';

/** Something about the rules that a brand should know before it publishes them. */
export interface Finding {
  /** `no_design` and nothing else makes a space unusable. */
  readonly code:
    | 'no_design'
    | 'impossible_option'
    | 'impossible_value'
    | 'forced_option'
    | 'always_true'
    | 'implied_rule'
    | 'unreachable_limit';
  /** The parameter, `parameter.option`, or the rule that it is about; the space where there is no design. */
  readonly about: string;
  /** For `impossible_value` the values, as the space counts them, ascending; none otherwise. */
  readonly values?: readonly number[];
  /** Ids of the rules responsible, in the brand's order; none where bounds alone are, or where it cannot be told. */
  readonly rules: readonly string[];
}

/** Of more rules than these only repetitions are found to be needless: each is compared with all others. */
const MOST_COMPARED = 2000;
/** How many gaps in the values of a number are explained each by itself. */
const MOST_GAPS = 12;
/** How many limits are tried out that neither the defaults nor a starter keep: each takes a compilation. */
const MOST_LIMITS = 50;

/**
 * What is wrong or needless in a space's rules, most serious first. Whatever it says is so; where costs are limited and
 * the rules too hard to be compiled, it may miss what only costs make impossible.
 * @param mostDefinitions as for `encodeSpace`
 * @throws TooFine
 */
export function lintSpace(space: Space, mostDefinitions?: number): Finding[] {
  const reasons = new RuleReasons(space, mostDefinitions);
  if (reasons.isImpossible([])) return [{ code: 'no_design', about: space.id, rules: reasons.against([]) }];
  const domains = reasons.domains();
  return [
    ...unreachableLimits(space, reasons),
    ...choiceParameters(space).flatMap((parameter) => choiceFindings(parameter, domains, reasons)),
    ...needlessRules(space, reasons),
  ];
}

function choiceFindings(parameter: ChoiceParameter, domains: Domains, reasons: RuleReasons): Finding[] {
  const { id } = parameter;
  const finding = (code: Finding['code'], option: string, rules: readonly string[]): Finding => {
    return { code, about: `${id}.${option}`, rules };
  };
  switch (parameter.kind) {
    case 'one':
    case 'colour': {
      const ids = parameter.options.map((option) => option.id);
      const left = ids.filter((option) => domains.isPossible(id, option));
      const forced = left.length === 1 && ids.length > 1 ? left : [];
      return [
        ...ids
          .filter((option) => !left.includes(option))
          .map((option) => finding('impossible_option', option, reasons.against([{ key: id, value: option }]))),
        ...forced.map((option) =>
          finding('forced_option', option, reasons.against([{ key: id, value: option, isNot: true }])),
        ),
      ];
    }
    case 'many':
      return parameter.options.flatMap(({ id: option }): Finding[] => {
        const key = optionKey(id, option);
        if (!domains.isPossible(key, true))
          return [finding('impossible_option', option, reasons.against([{ key, value: true }]))];
        if (domains.isPossible(key, false)) return [];
        return [finding('forced_option', option, reasons.against([{ key, value: false }]))];
      });
    case 'number':
      return impossibleValues(parameter, domains, reasons);
    case 'mix':
      return parameter.items.flatMap(({ id: item }): Finding[] => {
        const against = (condition: Condition): string[] => withCondition(reasons, condition)?.against([]) ?? [];
        const amounts = domains.valuesOf(id, item);
        const has: Condition = ['has', id, item];
        if (!amounts.some((amount) => amount > 0)) return [finding('impossible_option', item, against(has))];
        if (amounts.includes(0) || parameter.items.length === 1) return [];
        return [finding('forced_option', item, against(['not', has]))];
      });
    case 'text':
      return [];
  }
}

/** A finding per set of rules: what is above all that is possible may have another reason than what is below. */
function impossibleValues(parameter: NumberParameter, domains: Domains, reasons: RuleReasons): Finding[] {
  const possible = new Set(domains.valuesOf(parameter.id));
  const byReason = new Map<string, { readonly rules: readonly string[]; readonly values: number[] }>();
  let [gaps, last] = [0, ''];
  for (const [at, value] of valuesOf(parameter).entries()) {
    if (possible.has(value)) continue;
    const isNewGap = at === 0 || possible.has(value - parameter.step);
    if (isNewGap && gaps++ < MOST_GAPS) {
      const rules = reasons.against([{ key: parameter.id, value }]);
      last = rules.join();
      if (!byReason.has(last)) byReason.set(last, { rules, values: [] });
    }
    byReason.get(last)?.values.push(value);
  }
  return [...byReason.values()].map(({ rules, values }) => {
    return { code: 'impossible_value', about: parameter.id, values, rules };
  });
}

/** Rules whose limit no design keeps: they can only be kept by never having a reason to ask for it. */
function unreachableLimits(space: Space, reasons: RuleReasons): Finding[] {
  const known = knownDesigns(space);
  const open = space.rules
    .flatMap((rule) => limitsIn(rule.then).map((limit) => ({ id: rule.id, limit })))
    .filter(({ limit }) => !known.some((params) => holds(space, params, limit)));
  return open.slice(0, MOST_LIMITS).flatMap(({ id, limit }): Finding[] => {
    const kept = withCondition(reasons, limit);
    return kept?.isImpossible([]) ? [{ code: 'unreachable_limit', about: id, rules: kept.against([]) }] : [];
  });
}

/** Designs that are known without looking for any. */
function knownDesigns(space: Space): Params[] {
  const defaults = defaultParams(space);
  const all = [
    defaults,
    ...space.starters.map(({ params }) => complete(space, { ...defaults, ...(params as Params) })),
  ];
  return all.filter((params) => brokenRules(space, params).length === 0);
}

/** The sums that a condition limits in any case. Of a `place` nothing is calculated: it is its elements that give way. */
function limitsIn(condition: Condition): Condition[] {
  const [kind, inner] = condition;
  if (kind === 'and') return (condition.slice(1) as Condition[]).flatMap(limitsIn);
  return kind === 'le' || (kind === 'not' && inner[0] === 'le') ? [condition] : [];
}

function needlessRules(space: Space, { rules: encoded }: RuleReasons): Finding[] {
  if (space.rules.length > MOST_COMPARED) return repeatedRules(space);
  const places = new Set(space.parameters.flatMap(({ kind, id }) => (kind === 'place' ? [id] : [])));
  const redundancy = new Redundancy(encoded);
  return space.rules.flatMap(({ id, when, then }, index): Finding[] => {
    const named = [...(when ? parametersOf(when) : []), ...parametersOf(then)];
    if (named.some((parameter) => places.has(parameter))) return [];
    const rules = redundancy.impliedBy(index)?.map((other) => (space.rules[other] as SpaceRule).id);
    return rules ? [{ code: rules.length === 0 ? 'always_true' : 'implied_rule', about: id, rules }] : [];
  });
}

/** Rules that say what one above says, word for word. */
function repeatedRules({ rules }: Space): Finding[] {
  const first = new Map<string, string>();
  return rules.flatMap(({ id, when, then, from, until, markets }): Finding[] => {
    const said = JSON.stringify([when, then, from, until, markets]);
    const before = first.get(said);
    if (before === undefined) first.set(said, id);
    return before === undefined ? [] : [{ code: 'implied_rule', about: id, rules: [before] }];
  });
}

/** The rules with a condition that has to be fulfilled as well; null where that is too fine to be calculated with. */
function withCondition(reasons: RuleReasons, condition: Condition): RuleReasons | null {
  try {
    return reasons.with(condition);
  } catch (error) {
    if (error instanceof TooFine) return null;
    throw error;
  }
}
