import { t } from '../../i18n/i18n.svelte.ts';
import type { StudioSession } from '../studio-session.ts';

type SaveFacts = Pick<StudioSession, 'saveState' | 'unsaved' | 'keptState'>;

export interface SaveWords {
  readonly text: string;
  /** What it means for what somebody has made; null where the text says it all. */
  readonly meaning: string | null;
}

/**
 * What to say of a state; null where there is nothing to save.
 * @param compact there is room for two words
 */
export function saveWords({ saveState, unsaved, keptState }: SaveFacts, compact = false): SaveWords | null {
  const isHere = keptState !== 'failed';
  switch (saveState) {
    case 'read_only':
      return null;
    case 'offline':
      return {
        text: t('studio.save.offline', { count: unsaved }),
        meaning:
          unsaved === 0
            ? t('studio.save.offline.nothing')
            : t(isHere ? 'studio.save.offline.kept' : 'studio.save.offline.window', { count: unsaved }),
      };
    case 'not_saved': {
      // Nobody is told that something is kept before it is.
      const where = { kept: 'studio.save.not_saved.kept', writing: 'studio.save.not_saved' } as const;
      const text = t(keptState === 'failed' ? 'studio.save.not_saved.window' : where[keptState]);
      const why = t('studio.save.not_saved.why');
      return compact ? { text: t('studio.save.not_saved'), meaning: `${text}. ${why}` } : { text, meaning: why };
    }
    default:
      return { text: t(`studio.save.${saveState}`), meaning: null };
  }
}
