import Value from 'typebox/value';
import { DomainError } from '../errors.ts';
import { complete, defaultParams } from './defaults.ts';
import { splitTerm, type Params } from './condition.ts';
import type { PublishedSpace } from './published-space.ts';
import { type Condition, type Space, SpaceSchema } from './schema.ts';
import { violations } from './violations.ts';

/**
 * Throws `space_invalid`, with the place and what would be right, unless the space can be published: it has the schema's
 * form, names only what exists, and its defaults and starters are inside it.
 */
export function assertSpace(published: PublishedSpace): void {
  assertForm(published.space);
  assertNames(published);
  assertDesigns(published.space);
}

function fail(place: string, message: string): never {
  throw new DomainError('space_invalid', `${place}: ${message}`, { place, message });
}

function assertForm(space: Space): void {
  const first = Value.Errors(SpaceSchema, space)[0];
  if (first) fail(first.instancePath || '/', first.message);
}

function assertNames({ space, artwork, stickers }: PublishedSpace): void {
  const layers = new Set(artwork.layers.map(({ id }) => id));
  const inks = new Set(space.inks.map(({ id }) => id));
  const views = new Set(space.views.map(({ id }) => id));
  const sections = new Set(space.sections.map(({ id }) => id));
  const known = (names: ReadonlySet<string>, name: string | undefined, place: string, what: string): void => {
    if (name !== undefined && !names.has(name))
      fail(place, `there is no ${what} "${name}"; there are ${[...names].join(', ')}`);
  };
  assertUnique(space);
  const parameters = new Set(space.parameters.map(({ id }) => id));
  for (const parameter of space.parameters)
    known(sections, parameter.section, `parameters/${parameter.id}/section`, 'section');
  for (const rule of space.rules) {
    if (rule.when) assertCondition(space, rule.when, `rules/${rule.id}/when`);
    assertCondition(space, rule.then, `rules/${rule.id}/then`);
  }
  for (const line of space.priceLines ?? []) assertCondition(space, line.when, `priceLines/${line.id}/when`);
  for (const binding of space.layers) {
    const place = `layers/${binding.layer}`;
    known(layers, binding.layer, place, 'layer');
    known(parameters, binding.colourOf, place, 'parameter');
    known(inks, binding.ink, place, 'ink');
    if (binding.when) assertCondition(space, binding.when, `${place}/when`);
  }
  for (const zone of space.zones) {
    known(layers, zone.after, `zones/${zone.id}/after`, 'layer');
    known(views, zone.view, `zones/${zone.id}/view`, 'view');
    if (zone.when) assertCondition(space, zone.when, `zones/${zone.id}/when`);
    if (zone.minSizeMm > zone.maxSizeMm) fail(`zones/${zone.id}`, 'minSizeMm must not exceed maxSizeMm');
  }
  for (const slot of space.texts ?? []) {
    known(parameters, slot.parameter, 'texts', 'parameter');
    known(layers, slot.after, 'texts', 'layer');
    known(views, slot.view, 'texts', 'view');
    known(inks, slot.ink, 'texts', 'ink');
    known(new Set(space.fonts), slot.font, 'texts', 'font');
  }
  for (const { id } of space.stickers) known(new Set(Object.keys(stickers)), id, `stickers/${id}`, 'drawing');
}

function assertUnique(space: Space): void {
  const lists = {
    sections: space.sections,
    parameters: space.parameters,
    rules: space.rules,
    views: space.views,
    zones: space.zones,
    inks: space.inks,
    stickers: space.stickers,
    starters: space.starters,
    ...Object.fromEntries(
      space.parameters.flatMap((parameter) =>
        'options' in parameter
          ? [[`parameters/${parameter.id}/options`, parameter.options]]
          : 'items' in parameter
            ? [[`parameters/${parameter.id}/items`, parameter.items]]
            : [],
      ),
    ),
  };
  for (const [place, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const { id } of list as readonly { readonly id: string }[]) {
      if (seen.has(id)) fail(place, `"${id}" is there twice; every id may be used once`);
      seen.add(id);
    }
  }
}

function assertCondition(space: Space, condition: Condition, place: string): void {
  const parameter = (id: unknown, ...kinds: readonly string[]) => {
    const found = space.parameters.find((candidate) => candidate.id === id);
    if (!found) return fail(place, `there is no parameter "${String(id)}"`);
    if (!kinds.includes(found.kind))
      fail(place, `"${found.id}" is a ${found.kind} parameter; this condition takes ${kinds.join(' or ')}`);
    return found;
  };
  const options = (id: unknown, wanted: unknown, ...kinds: readonly string[]): void => {
    const found = parameter(id, ...kinds);
    const ids = 'options' in found ? found.options.map((option) => option.id) : [];
    if (!Array.isArray(wanted)) return fail(place, 'a list of options is missing');
    for (const option of wanted)
      if (!ids.includes(option as string)) fail(place, `"${found.id}" has no option "${String(option)}"`);
  };
  if (!Array.isArray(condition)) fail(place, 'a condition is a list such as ["is", "parameter", "option"]');
  const parts = condition as readonly unknown[];
  switch (condition[0]) {
    case 'is':
      return options(parts[1], [parts[2]], 'one');
    case 'in':
      return options(parts[1], parts[2], 'one');
    case 'has':
      return options(parts[1], [parts[2]], 'many');
    case 'count':
      if (!Number.isInteger(parts[3]) || !Number.isInteger(parts[4]))
        fail(place, '"count" takes a least and a most number');
      return options(parts[1], parts[2], 'many');
    case 'le': {
      if (!Array.isArray(parts[1]) || !Number.isInteger(parts[2]))
        fail(place, '"le" takes a list of [factor, term] and an integer limit');
      for (const [factor, term] of condition[1]) {
        if (!Number.isInteger(factor) || typeof term !== 'string') fail(place, 'a term is [integer factor, "name"]');
        const { parameter: id, item } = splitTerm(term);
        const found = parameter(id, item === null ? 'number' : 'mix');
        if (found.kind === 'mix' && !found.items.some((candidate) => candidate.id === item))
          fail(place, `"${id}" has no item "${item}"`);
      }
      return;
    }
    case 'and':
    case 'or':
    case 'not':
      if (condition[0] === 'not' && parts.length !== 2) fail(place, '"not" takes one condition');
      for (const part of parts.slice(1)) assertCondition(space, part as Condition, place);
      return;
    default:
      fail(place, `"${String(parts[0])}" is not a condition; there are is, in, has, count, le, and, or, not`);
  }
}

function assertDesigns(space: Space): void {
  const inside = (place: string, params: Params): void => {
    const first = violations(space, { params, elements: {}, story: '' })[0];
    if (first)
      fail(place, `is outside the space: ${first.code} at ${first.path}${first.rule ? ` (rule ${first.rule})` : ''}`);
  };
  inside('defaults', defaultParams(space));
  for (const starter of space.starters)
    inside(`starters/${starter.id}`, complete(space, { ...defaultParams(space), ...(starter.params as Params) }));
}
