import type { Design, DesignElement, ParameterValue } from 'shared/design/design.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import { decimalOf } from 'shared/space/decimal.ts';
import type { MixParameter, NumberParameter, Parameter, Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import type { MessageKey } from '../i18n/areas.ts';
import { localeTag } from '../i18n/format.ts';
import { numberFormat } from '../i18n/number-format.ts';
import { i18n, list, number, t, words } from '../i18n/i18n.svelte.ts';
import { adjustedPart } from './adjustments.svelte.ts';
import type { Change } from './options/changes.ts';

/** What an element is, for example: Sticker Swallow. */
export function elementName(space: Space, element: DesignElement): string {
  switch (element.kind) {
    case 'sticker': {
      const sticker = space.stickers.find(({ id }) => id === element.asset);
      return t('studio.element.sticker', { name: sticker ? words(sticker.label) : '' });
    }
    case 'text':
      return t('studio.element.text', { text: element.text ?? '' });
    case 'stripe':
      return t('studio.element.stripe', { ink: inkName(space, element.fill) });
    case 'shape':
      return t('studio.element.shape', { name: shapeName(element.asset ?? '') });
  }
}

/** Sticker Swallow on door */
export function elementPlace(space: Space, element: DesignElement): string {
  return t('studio.element.on', { element: elementName(space, element), zone: zoneName(space, element.zone) });
}

export function zoneName(space: Space, id: string): string {
  const zone = space.zones.find((candidate) => candidate.id === id);
  return zone ? words(zone.label) : id;
}

function inkName(space: Space, id: string): string {
  const ink = space.inks.find((candidate) => candidate.id === id);
  return ink ? words(ink.label) : id;
}

export function shapeName(id: string): string {
  return t(`studio.shape.${id}` as MessageKey);
}

/** The first of several things, and how many more there are. */
export function shortList(items: readonly string[], most: number): string {
  if (items.length <= most) return list(items);
  return `${items.slice(0, most).join(', ')} ${t('studio.said.more', { count: items.length - most })}`;
}

/** The value of a parameter as one reads it: Salvia · Roof rack and Basket · 60 % Salt, 40 % Lime. */
export function valueText(parameter: Parameter, value: ParameterValue): string {
  switch (parameter.kind) {
    case 'one':
    case 'colour': {
      const option = parameter.options.find(({ id }) => id === value);
      return option ? words(option.label) : '';
    }
    case 'many': {
      const chosen = parameter.options.filter(({ id }) => Array.isArray(value) && value.includes(id));
      return chosen.length === 0 ? t('studio.none') : list(chosen.map(({ label }) => words(label)));
    }
    case 'number':
      return amountText(parameter, value as number);
    case 'mix': {
      const amounts = value as Readonly<Record<string, number>>;
      const parts = parameter.items
        .filter(({ id }) => (amounts[id] ?? 0) > 0)
        .map(({ id, label }) => `${words(label)} ${amountText(parameter, amounts[id] ?? 0)}`);
      return parts.join(', ');
    }
    case 'text':
      return t('studio.quoted', { text: value as string });
    case 'place':
      return ''; // counted from the elements
  }
}

/** A value of a number with its unit, or an amount of a mix: 84.5 cm · 60 %. */
export function amountText(parameter: NumberParameter | MixParameter, value: number): string {
  const amount = parameter.kind === 'number' ? decimalOf(value, parameter.decimals) : value;
  return t('studio.amount', { amount: number(amount), unit: words(parameter.unit) });
}

/** What a fix changes beside what was wanted: Roof: White · with Roof rack · without Surfboard. */
export function changeText({ parameter, from, to }: Change): string {
  if (parameter.kind === 'many') {
    const [before, after] = [from as readonly string[], to as readonly string[]];
    const named = (ids: readonly string[]): string =>
      list(parameter.options.filter(({ id }) => ids.includes(id)).map(({ label }) => words(label)));
    const added = after.filter((id) => !before.includes(id));
    const removed = before.filter((id) => !after.includes(id));
    return [
      ...(added.length > 0 ? [t('studio.fix.with', { options: named(added) })] : []),
      ...(removed.length > 0 ? [t('studio.fix.without', { options: named(removed) })] : []),
    ].join(', ');
  }
  return t('studio.fix.set', { parameter: words(parameter.label), value: valueText(parameter, to) });
}

/** Whole amounts without cents: beside twenty others, +€ 650.00 is hard to read. */
export function plainMoney(cents: number, currency: string): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return numberFormat(localeTag(i18n.language), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** +€ 650 or −€ 200; empty where nothing changes. */
export function priceChange(cents: number, currency: string): string {
  if (cents === 0) return '';
  const amount = plainMoney(Math.abs(cents), currency);
  return t(cents > 0 ? 'studio.price.more' : 'studio.price.less', { amount });
}

/** What the rules did to somebody's edit, for example: Your sticker Swallow was moved back onto the door. */
export function adjustmentText(space: Space, design: Design, adjustment: Adjustment): string {
  const part = adjustedPart(adjustment);
  if (part.kind === 'story') return t('studio.adjusted.story');
  if (part.kind === 'parameter') {
    const parameter = choiceParameters(space).find(({ id }) => id === part.id);
    if (!parameter) return t('studio.adjusted.unknown');
    const value = design.params[part.id] ?? '';
    if (adjustment.violation.code === 'text_alphabet')
      return t('studio.adjusted.alphabet', { parameter: words(parameter.label), value: valueText(parameter, value) });
    return t('studio.adjusted.parameter', { parameter: words(parameter.label), value: valueText(parameter, value) });
  }
  const element = design.elements[part.id];
  if (!element) return t('studio.adjusted.unknown');
  const values = { element: elementName(space, element), zone: zoneName(space, element.zone) };
  if (element.hidden === true) return t('studio.adjusted.removed', values);
  switch (adjustment.violation.code) {
    case 'size_out_of_range':
    case 'outside_zone':
    case 'bad_transform':
      return t('studio.adjusted.moved', values);
    case 'angle_not_allowed':
      return t('studio.adjusted.turned', values);
    case 'ink_not_allowed':
      return t('studio.adjusted.ink', values);
    default:
      return t('studio.adjusted.changed', values);
  }
}
