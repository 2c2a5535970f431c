import type { Design } from 'shared/design/design.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Space } from 'shared/space/schema.ts';
import { t, words } from '../i18n/i18n.svelte.ts';
import { elementPlace, valueText } from './describe.ts';
import { changesBetween } from './options/changes.ts';

export interface ChangeNote {
  /** The parameter or the element; `story`. */
  readonly about: string;
  readonly text: string;
}

/** What is different in a design, each as one sentence for those who do not see it. */
export function describeChanges(space: Space, before: Design, after: Design): ChangeNote[] {
  const notes = changesBetween(space, before.params, after.params).map(({ parameter, to }) => ({
    about: parameter.id,
    text: t('studio.said.parameter', { parameter: words(parameter.label), value: valueText(parameter, to) }),
  }));
  for (const [id, element] of Object.entries(after.elements)) {
    const old = before.elements[id];
    const wasThere = old !== undefined && old.hidden !== true;
    const isThere = element.hidden !== true;
    const name = elementPlace(space, element);
    if (isThere && !wasThere) notes.push({ about: id, text: t('studio.said.placed', { element: name }) });
    else if (!isThere && wasThere) notes.push({ about: id, text: t('studio.said.removed', { element: name }) });
    else if (isThere && !sameValue(old, element))
      notes.push({ about: id, text: t('studio.said.changed', { element: name }) });
  }
  if (before.story !== after.story) notes.push({ about: 'story', text: t('studio.said.story') });
  return notes;
}
