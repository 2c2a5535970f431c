import type * as Y from 'yjs';
import { t } from '../../i18n/i18n.svelte.ts';
import { shortList } from '../describe.ts';
import { describeChanges } from '../describe-changes.ts';
import type { Studio } from '../studio.svelte.ts';

const GATHERED_MS = 900; // a drag of somebody else is one sentence, not thirty
const MOST_SENTENCES = 3;

/** Says aloud what others change, with their name where it is clear who it was. Stops when the result is called. */
export function announceOthers(studio: Studio): () => void {
  let before = studio.design;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const say = (): void => {
    timer = null;
    const notes = describeChanges(studio.space, before, studio.design);
    before = studio.design;
    const spoken = notes.map(({ about, text }) => {
      const name = whoIsAt(studio, about);
      return name === null ? text : t('studio.said.byOther', { name, change: text });
    });
    if (spoken.length > 0) studio.announcer.say(shortList(spoken, MOST_SENTENCES));
  };
  const changed = (transaction: Y.Transaction): void => {
    if (!transaction.local) timer ??= setTimeout(say, GATHERED_MS);
    // One's own change is announced by the command; when it has arrived in the design, it is no news.
    else if (timer === null) queueMicrotask(() => (before = studio.design));
  };
  studio.doc.on('afterTransaction', changed);
  return () => {
    studio.doc.off('afterTransaction', changed);
    if (timer !== null) clearTimeout(timer);
  };
}

function whoIsAt(studio: Studio, about: string): string | null {
  const names = studio.session.people.flatMap(({ user, editing, selection, drag }) =>
    user && (editing === about || selection?.includes(about) || drag?.some(({ id }) => id === about))
      ? [user.name]
      : [],
  );
  return names.length === 1 ? (names[0] ?? null) : null;
}
