import { compileModel } from '../space/engine/compile.ts';
import { encodeSpace } from '../space/engine/encode.ts';
import { Engine } from '../space/engine/engine.ts';
import type { Pick, PickValue } from '../space/engine/pick.ts';
import type {
  Condition,
  ManyParameter,
  MixParameter,
  NumberParameter,
  OneParameter,
  Space,
  SpaceRule,
} from '../space/schema.ts';
import { makeSpace } from './make-space.ts';

const text = (en: string) => ({ en });
const head = (id: string) => ({ id, label: text(capital(id)), section: 'all' });
const capital = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

/** Ids, or what each costs in cents. */
type Priced = readonly string[] | Readonly<Record<string, number>>;

function optionsOf(priced: Priced) {
  const entries = Array.isArray(priced) ? (priced as string[]).map((id) => [id, 0] as const) : Object.entries(priced);
  return entries.map(([id, priceCents]) => ({ id, label: text(capital(id)), priceCents: priceCents as number }));
}

/** A choice of one; the first is the default. */
export function one(id: string, priced: Priced): OneParameter {
  const options = optionsOf(priced);
  return { kind: 'one', ...head(id), options, default: options[0]?.id ?? '' };
}

export function many(id: string, priced: Priced): ManyParameter {
  return { kind: 'many', ...head(id), options: optionsOf(priced), default: [] };
}

/** A number of centimetres; the least is the default. */
export function number(
  id: string,
  min: number,
  max: number,
  step = 1,
  changes: Partial<NumberParameter> = {},
): NumberParameter {
  return { kind: 'number', ...head(id), min, max, step, unit: text('cm'), default: min, ...changes };
}

/** Items by their least and greatest amount; all of the first is the default. */
export function mix(
  id: string,
  total: number,
  step: number,
  items: Readonly<Record<string, readonly [min: number, max: number]>>,
  maxItems = Object.keys(items).length,
): MixParameter {
  const entries = Object.entries(items).map(([item, [min, max]]) => ({
    id: item,
    label: text(capital(item)),
    min,
    max,
  }));
  const standard = { [entries[0]?.id ?? '']: total };
  return { kind: 'mix', ...head(id), total, step, maxItems, unit: text('%'), items: entries, default: standard };
}

/** With a reason that names it. */
export function rule(id: string, then: Condition, when?: Condition): SpaceRule {
  return { id, ...(when && { when }), then, because: text(`because of ${id}`) };
}

/** A product of only these choices and rules: no zones, no texts, no price lines, at no price. */
export function ruleSpace(
  parameters: Space['parameters'],
  rules: SpaceRule[] = [],
  changes: Partial<Space> = {},
): Space {
  const nothing = { priceLines: [], layers: [], texts: [], zones: [], starters: [], elementPriceCents: {} };
  return makeSpace({ ...nothing, basePriceCents: 0, parameters, rules, ...changes });
}

/** The engines of a space: with the graph, and without. */
export function enginesOf(space: Space): { readonly compiled: Engine; readonly searching: Engine } {
  const rules = encodeSpace(space);
  const graph = compileModel(rules.model);
  if (!graph) throw new Error('These rules cannot be compiled within the budget.');
  return { compiled: new Engine(rules, graph), searching: new Engine(rules) };
}

/** A pick of somebody; later ones have a greater clock. */
export function pick(key: string, value: PickValue, clock = 1, changes: Partial<Pick> = {}): Pick {
  return { key, value, clock, actor: 1, ...changes };
}
