import type { ManyParameter, OneParameter, SpaceOption } from 'shared/space/schema.ts';
import { t, words } from '../../i18n/i18n.svelte.ts';
import { priceChange } from '../describe.ts';
import type { Studio } from '../studio.svelte.ts';
import { priceDifference, whyNot } from './why-not.ts';

/** An option as it is offered right now. */
export interface Choice {
  readonly option: SpaceOption;
  readonly isChosen: boolean;
  /** A rule stands against it; pressing it explains which. */
  readonly isBlocked: boolean;
  /** What it would change in the price, ready to read; empty where it changes nothing. */
  readonly price: string;
  /** Everything at once, for those who hear it. */
  readonly name: string;
}

export function choicesOf(studio: Studio, parameter: OneParameter | ManyParameter): Choice[] {
  const { space, design } = studio;
  const value = design.params[parameter.id];
  return parameter.options.map((option) => {
    const isChosen = Array.isArray(value) ? value.includes(option.id) : value === option.id;
    const params = studio.parameters.withOption(parameter.id, option.id);
    const difference = priceDifference(space, design, params);
    // What is on already shows what it costs, not what leaving it out would save.
    const cents = !isChosen ? difference : parameter.kind === 'many' ? -difference : 0;
    const price = priceChange(cents, space.currency);
    const isBlocked = !(isChosen && parameter.kind === 'one') && whyNot(space, design, params, parameter.id) !== null;
    const parts = [words(option.label), price, isBlocked ? t('studio.blocked') : ''];
    return { option, isChosen, isBlocked, price, name: parts.filter((part) => part !== '').join(', ') };
  });
}
