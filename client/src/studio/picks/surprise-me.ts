import { t, words } from '../../i18n/i18n.svelte.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import { shortList } from '../describe.ts';
import { changesBetween } from '../options/changes.ts';
import type { Studio } from '../studio.svelte.ts';
import { pickAuthor } from './pick-author.ts';

/** What may change: only what nobody has picked, also one's own picks, or everything. */
export type SurpriseScope = 'open' | 'own' | 'all';

const MOST_TRIES = 3; // somebody may pick something while the design is being drawn
const MOST_NAMED = 3;

/** A design at random, as one step of undo. Texts stay: nobody draws words. */
export async function surpriseMe(studio: Studio, scope: SurpriseScope): Promise<void> {
  const { session, space, answers, parameters } = studio;
  const isText = (key: string): boolean => space.parameters.some(({ id, kind }) => id === key && kind === 'text');
  const stays = { all: [], own: ['person'], open: ['person', 'you'] }[scope] as readonly string[];
  for (let attempt = 0; attempt < MOST_TRIES && studio.canEdit; attempt += 1) {
    const { picks } = session;
    const staying = picks.filter((pick) => isText(pick.key) || stays.includes(pickAuthor(studio, pick).kind));
    const wishes = await answers.surprise(staying).catch(() => null);
    if (wishes === null) break;
    if (session.picks !== picks) continue;
    const before = studio.design.params;
    parameters.apply({ drops: picks.filter((pick) => !staying.includes(pick)), wishes });
    const changed = changesBetween(space, before, studio.design.params).map(({ parameter }) => words(parameter.label));
    studio.announcer.say(
      changed.length === 0
        ? t('studio.said.surprise.same')
        : t('studio.said.surprise', { changes: shortList(changed, MOST_NAMED) }),
    );
    return;
  }
  toasts.say(t('studio.surprise.failed'));
}
