import type { DesignSession } from '../realtime/design-session.svelte.ts';

/** What the studio needs of the connection to the others. */
export type StudioSession = Pick<
  DesignSession,
  | 'doc'
  | 'design'
  | 'picks'
  | 'resolution'
  | 'authors'
  | 'isOpen'
  | 'access'
  | 'saveState'
  | 'unsaved'
  | 'keptState'
  | 'adjustments'
  | 'people'
  | 'canUndo'
  | 'canRedo'
  | 'undo'
  | 'redo'
  | 'setPresence'
>;
