import Value from 'typebox/value';
import { assertCondition, fail } from './assert-condition.ts';
import { type Params, parametersOf, termsOf } from './condition.ts';
import { complete, defaultParams } from './defaults.ts';
import type { PublishedSpace } from './published-space.ts';
import { PRICE } from './price-term.ts';
import { BUDGET } from './engine/pick.ts';
import { type Condition, type Space, type SpaceRule, SpaceSchema } from './schema.ts';
import { violations } from './violations.ts';

/**
 * Throws `space_invalid`, with the place and what would be right, unless the space can be published: it has the schema's
 * form, names only what exists, and its defaults and starters are inside it.
 */
export function assertSpace(published: PublishedSpace): void {
  assertWellFormed(published);
  assertDesigns(published.space);
}

/** The same for a space whose defaults may not fulfil its rules, as while they are being written. */
export function assertWellFormed(published: PublishedSpace): void {
  assertForm(published.space);
  assertNames(published);
}

/** Beyond that nobody chooses a number by its value, and every value is kept in memory. */
const MOST_VALUES = 20_000;

/** Throws unless a space has the schema's form; what it names may not exist. */
export function assertForm(space: Space): void {
  const first = Value.Errors(SpaceSchema, space)[0];
  if (first) fail(first.instancePath || '/', first.message);
}

function assertNames({ space, artwork, stickers }: PublishedSpace): void {
  const layers = new Set(artwork.layers.map(({ id }) => id));
  const inks = new Set(space.inks.map(({ id }) => id));
  const zones = new Set(space.zones.map(({ id }) => id));
  const views = new Set(space.views.map(({ id }) => id));
  const sections = new Set(space.sections.map(({ id }) => id));
  const known = (names: ReadonlySet<string>, name: string | undefined, place: string, what: string): void => {
    if (name !== undefined && !names.has(name))
      fail(place, `there is no ${what} "${name}"; there are ${[...names].join(', ')}`);
  };
  assertUnique(space);
  const parameters = new Set(space.parameters.map(({ id }) => id));
  for (const parameter of space.parameters) {
    const place = `parameters/${parameter.id}`;
    known(sections, parameter.section, `${place}/section`, 'section');
    if (parameter.id === PRICE || parameter.id === BUDGET)
      fail(place, `"${parameter.id}" is a word of the rules themselves; give it another id`);
    if (parameter.kind === 'place') for (const zone of parameter.zones) known(zones, zone, `${place}/zones`, 'zone');
    if (parameter.kind === 'mix' && parameter.total / parameter.step > MOST_VALUES)
      fail(place, `has more than ${MOST_VALUES} steps; a coarser step would help`);
    if (parameter.kind === 'number' && (parameter.max - parameter.min) / parameter.step > MOST_VALUES)
      fail(place, `has more than ${MOST_VALUES} values; a coarser step or narrower bounds would help`);
    if (parameter.kind === 'colour')
      for (const { id, colour } of parameter.options)
        if (colour === undefined)
          fail(`${place}/options/${id}`, 'an option of a colour needs a colour such as #2f7a5f');
  }
  for (const rule of space.rules) {
    assertDays(rule);
    if (rule.when) assertCondition(space, rule.when, `rules/${rule.id}/when`);
    assertCondition(space, rule.then, `rules/${rule.id}/then`);
  }
  for (const line of space.priceLines ?? []) {
    assertCondition(space, line.when, `priceLines/${line.id}/when`);
    if (termsOf(line.when).includes(PRICE))
      fail(`priceLines/${line.id}/when`, 'a line of the price cannot depend on the price');
    assertNoPlaces(space, line.when, `priceLines/${line.id}/when`);
  }
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
    if (zone.when) {
      assertCondition(space, zone.when, `zones/${zone.id}/when`);
      assertNoPlaces(space, zone.when, `zones/${zone.id}/when`);
    }
    for (const ink of zone.inks ?? []) known(inks, ink, `zones/${zone.id}/inks`, 'ink');
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

/** Elements give way to choices, so that no choice and no price can hang on elements. */
function assertNoPlaces(space: Space, condition: Condition, place: string): void {
  const terms = parametersOf(condition);
  const found = space.parameters.find(({ id, kind }) => kind === 'place' && terms.includes(id));
  if (found) fail(place, `"${found.id}" is a place; only rules may speak of how many elements there are`);
}

function assertDays({ id, from, until }: SpaceRule): void {
  for (const day of [from, until]) {
    if (day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day)
      fail(`rules/${id}`, `there is no day "${day}"`);
  }
  if (from !== undefined && until !== undefined && until < from) fail(`rules/${id}`, 'ends before it begins');
}

function assertUnique(space: Space): void {
  const lists = {
    sections: space.sections,
    parameters: space.parameters,
    rules: space.rules,
    priceLines: space.priceLines ?? [],
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
