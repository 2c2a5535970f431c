import type { Refusal } from './element-editor.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { t, words } from '../../i18n/i18n.svelte.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { Studio } from '../studio.svelte.ts';

/** Why an element cannot be put somewhere, with the brand's own reason where it gave one. */
export function refusalText(studio: Studio, refusal: Refusal, zone: SpaceZone | null): string {
  switch (refusal) {
    case 'closed':
      return zone?.because ? words(zone.because) : t('studio.refusal.closed', { zone: zone ? words(zone.label) : '' });
    case 'full':
      return zone && zone.maxElements < studio.space.maxElements
        ? t('studio.refusal.zoneFull', { zone: words(zone.label), count: zone.maxElements })
        : t('studio.refusal.full', { count: studio.space.maxElements });
    case 'kind':
      return t('studio.refusal.kind', { zone: zone ? words(zone.label) : '' });
    case 'no_zone':
      return t('studio.refusal.noZone');
    case 'too_small':
      return t('studio.refusal.tooSmall');
  }
}

type Action = NonNullable<NonNullable<Parameters<typeof toasts.say>[1]>['action']>;

/** The product itself has no place to show a refusal: it comes as a note, which is read out as well. */
export function sayRefusal(studio: Studio, refusal: Refusal, zone: SpaceZone | null, action?: Action): void {
  toasts.say(refusalText(studio, refusal, zone), action ? { action } : {});
}
