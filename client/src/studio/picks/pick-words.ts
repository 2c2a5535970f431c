import type { ParameterValue } from 'shared/design/design.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { OneParameter, Space } from 'shared/space/schema.ts';
import { list, t, words } from '../../i18n/i18n.svelte.ts';
import type { Reason } from '../answers/answer-source.ts';
import { keyParts } from '../answers/picking.ts';
import { valueText } from '../describe.ts';
import type { Studio } from '../studio.svelte.ts';
import { pickAuthor } from './pick-author.ts';

const SHORTEST_NAME = 4; // characters: "Yes" alone says nothing

/** What was picked, as short as it can be understood: Cabrio · Paint in ivory · no Roof rack · Chest 98.5 cm. */
export function pickName(space: Space, { key, value }: Wish): string {
  const { parameterId, optionId } = keyParts(key);
  const parameter = choiceParameters(space).find(({ id }) => id === parameterId);
  if (!parameter) return key;
  const label = words(parameter.label);
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return optionName(space, parameter, value as string);
    case 'many': {
      const option = parameter.options.find(({ id }) => id === optionId);
      const name = option ? words(option.label) : '';
      return value === true ? name : t('studio.pick.no', { option: name });
    }
    case 'number':
      return t('studio.pick.number', { parameter: label, value: valueText(parameter, value as ParameterValue) });
    case 'mix':
    case 'text':
      return label;
  }
}

function optionName(space: Space, { id, label, options }: OneParameter, value: string): string {
  const option = options.find((candidate) => candidate.id === value);
  const name = option ? words(option.label) : value;
  if (option?.colour !== undefined) return t('studio.pick.colour', { parameter: words(label), option: name });
  const isElsewhere = space.parameters.some(
    (other) => other.id !== id && 'options' in other && other.options.some((one) => words(one.label) === name),
  );
  if (name.length >= SHORTEST_NAME && !isElsewhere) return name;
  return t('studio.pick.number', { parameter: words(label), value: name });
}

/** With whose it is: Anna’s Roof rack · your Cabrio · the starter’s Paint in ivory. */
export function pickPhrase(studio: Studio, pick: Pick): string {
  const name = pickName(studio.space, pick);
  const author = pickAuthor(studio, pick);
  switch (author.kind) {
    case 'you':
      return t('studio.pick.yours', { pick: name });
    case 'person':
      return t('studio.pick.theirs', { name: author.name, pick: name });
    case 'nobody':
      return t('studio.pick.starter', { pick: name });
  }
}

/** What a reason names, one after the other; null where only the brand's rules stand. */
export function reasonPhrase(studio: Studio, { picks, defaults }: Reason): string | null {
  const named = [
    ...picks.map((pick) => pickPhrase(studio, pick)),
    ...defaults.map((wish) => pickName(studio.space, wish)),
  ];
  return named.length === 0 ? null : list(named);
}
