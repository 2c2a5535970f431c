import { untrack } from 'svelte';
import { list, t } from '../../i18n/i18n.svelte.ts';
import type { Studio } from '../studio.svelte.ts';
import { ParkedWatch } from './parked-watch.ts';
import { pickPhrase } from './pick-words.ts';

/** Says aloud which picks are parked and which are back; to be called again with every change of the design. */
export function announceParked(studio: Studio): () => void {
  const watch = new ParkedWatch();
  return () => {
    const { parked, returned } = watch.look(studio.session.resolution);
    untrack(() => {
      if (parked.length > 0)
        studio.announcer.say(t('studio.said.parked', { picks: list(parked.map((pick) => pickPhrase(studio, pick))) }));
      if (returned.length > 0)
        studio.announcer.say(
          t('studio.said.returned', { picks: list(returned.map((pick) => pickPhrase(studio, pick))) }),
        );
    });
  };
}
