import { PRICE } from '../price-term.ts';
import type { Parameter } from '../schema.ts';
import { splitTerm } from '../condition.ts';

/** What conditions may name. */
export interface RuleContext {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The options, items or zones of each parameter. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>>;
  /** The parameters that have an option, item or zone of this name. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

/** @param space for example a whole `Space`; only its parameters count */
export function ruleContext(space: { readonly parameters: readonly Parameter[] }): RuleContext {
  const items = new Map(space.parameters.map((parameter) => [parameter.id, new Set(itemsOf(parameter))]));
  const owners = new Map<string, string[]>();
  for (const [parameter, names] of items) {
    for (const name of names) {
      const known = owners.get(name);
      if (known) known.push(parameter);
      else owners.set(name, [parameter]);
    }
  }
  return { parameters: new Map(space.parameters.map((parameter) => [parameter.id, parameter])), items, owners };
}

/** Decimals of the integers that stand for a term in JSON. */
export function placesOf(context: RuleContext, term: string): number {
  if (term === PRICE) return 2;
  const { parameter, item } = splitTerm(term);
  const found = item === null ? context.parameters.get(parameter) : undefined;
  return found?.kind === 'number' ? (found.decimals ?? 0) : 0;
}

function itemsOf(parameter: Parameter): readonly string[] {
  if ('options' in parameter) return parameter.options.map(({ id }) => id);
  if ('items' in parameter) return parameter.items.map(({ id }) => id);
  return 'zones' in parameter ? parameter.zones : [];
}
