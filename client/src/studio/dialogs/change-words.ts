import type { DesignElement, ParameterValue } from 'shared/design/design.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import type { Space } from 'shared/space/schema.ts';
import { t, words } from '../../i18n/i18n.svelte.ts';
import type { LocalChange } from '../../realtime/local-changes.ts';
import { keyParts } from '../answers/picking.ts';
import { elementPlace, valueText } from '../describe.ts';
import { pickName } from '../picks/pick-words.ts';

/** What somebody did, in one sentence: Paint is Salvia · Sticker Swallow on door: placed. */
export function changeWords(space: Space, change: LocalChange): string {
  switch (change.kind) {
    case 'story':
      return t('studio.notKept.story');
    case 'element':
      return elementWords(space, change.element, change.keys);
    case 'pick':
      return pickWords(space, change);
  }
}

/** All of it as text: for somewhere else. */
export function changesAsText(space: Space, changes: readonly LocalChange[]): string {
  return changes
    .map((change) => changeWords(space, change) + (change.kind === 'story' ? `\n${change.text}` : ''))
    .join('\n');
}

function elementWords(space: Space, element: DesignElement, keys: readonly string[] | null): string {
  const name = { element: elementPlace(space, element) };
  if (element.hidden === true) return t('studio.notKept.takenOff', name);
  return t(keys === null ? 'studio.said.placed' : 'studio.said.changed', name);
}

function pickWords(space: Space, { key, value }: Extract<LocalChange, { kind: 'pick' }>): string {
  const parameter = choiceParameters(space).find(({ id }) => id === keyParts(key).parameterId);
  if (!parameter) return t('studio.notKept.gone');
  const label = words(parameter.label);
  if (value === null) return t('studio.notKept.freed', { parameter: label });
  if (parameter.kind === 'many')
    return t('studio.fix.set', { parameter: label, value: pickName(space, { key, value }) });
  return t('studio.said.parameter', { parameter: label, value: valueText(parameter, value as ParameterValue) });
}
