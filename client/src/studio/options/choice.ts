import { optionKey } from 'shared/design/doc-keys.ts';
import type { ManyParameter, OneParameter, SpaceOption } from 'shared/space/schema.ts';
import { t, words } from '../../i18n/i18n.svelte.ts';
import { countText, leftText } from '../count-text.ts';
import { priceChange } from '../describe.ts';
import { priceDifference, withChoice } from './changes.ts';
import type { Studio } from '../studio.svelte.ts';

/** An option as it is offered right now. */
export interface Choice {
  readonly option: SpaceOption;
  readonly isChosen: boolean;
  /** It does not go with somebody's picks; pressing it explains with whose. */
  readonly isBlocked: boolean;
  /** It is on, and cannot be taken away: it follows from somebody's picks. */
  readonly isForced: boolean;
  /** What it would change in the price, with all that moves along, ready to read; empty where it changes nothing. */
  readonly price: string;
  /** How many designs have it: the figure, and in words; empty where that is not known. */
  readonly count: string;
  readonly left: string;
  /** Everything at once, for those who hear it. */
  readonly name: string;
}

export function choicesOf(studio: Studio, parameter: OneParameter | ManyParameter): Choice[] {
  const { space, design, answers } = studio;
  const value = design.params[parameter.id];
  return parameter.options.map((option) => {
    const key = optionKey(parameter.id, option.id);
    const isChosen = Array.isArray(value) ? value.includes(option.id) : value === option.id;
    const isBlocked = !(isChosen && parameter.kind !== 'many') && !answers.isPossible(key);
    const isForced = isBlocked && isChosen;
    // What is on already shows what it costs, not what would come in its place.
    const own =
      parameter.kind === 'many'
        ? -priceDifference(space, design, withChoice(space, design.params, parameter.id, option.id))
        : 0;
    const cents = isChosen ? own : (answers.centsOf(key) ?? 0);
    const price = isBlocked ? '' : priceChange(cents, space.currency);
    const designs = answers.leftWith(key);
    const count = isBlocked || designs === null ? '' : countText(designs);
    const left = count === '' ? '' : leftText(designs ?? 0n);
    const parts = [words(option.label), price, isForced ? t('studio.forced') : isBlocked ? t('studio.blocked') : left];
    return {
      option,
      isChosen,
      isBlocked,
      isForced,
      price,
      count,
      left,
      name: parts.filter((part) => part !== '').join(', '),
    };
  });
}
