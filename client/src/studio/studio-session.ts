import type * as Y from 'yjs';
import type { Design } from 'shared/design/design.ts';
import type { Presence } from 'shared/realtime/messages.ts';
import type { Adjustment } from 'shared/space/violation.ts';

/** What the studio needs of the connection to the others. */
export interface StudioSession {
  readonly doc: Y.Doc;
  readonly design: Design;
  readonly saveState: 'saved' | 'saving' | 'offline';
  readonly unsaved: number;
  readonly adjustments: readonly Adjustment[];
  readonly people: readonly (Presence & { readonly clientId: number })[];
  readonly isOpen: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  setPresence(presence: Partial<Presence>): void;
}
