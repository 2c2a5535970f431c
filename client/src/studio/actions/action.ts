import type { MessageKey } from '../../i18n/areas.ts';
import type { Studio } from '../studio.svelte.ts';
import type { Shortcut } from './shortcut.ts';

export type ActionGroup = 'edit' | 'element' | 'view' | 'help';

/** Something that can be done, whether by a button, a key or the list of keys: one name, one rule of when, one effect. */
export interface Action {
  readonly id: string;
  readonly group: ActionGroup;
  readonly label: MessageKey;
  readonly keys: readonly Shortcut[];
  readonly isAvailable: (studio: Studio) => boolean;
  readonly run: (studio: Studio) => void;
  /** May be repeated by holding the key. */
  readonly repeats?: boolean;
}
