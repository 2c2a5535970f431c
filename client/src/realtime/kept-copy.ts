import type { Touched } from './touched-places.ts';

/** `kept`: all that was made here is on this device; `writing`: in a moment it is; `failed`: it is not. */
export type KeptState = 'kept' | 'writing' | 'failed';

/** What this device keeps of a design: it is there after a crash of the window, and without a network. */
export interface KeptCopy {
  /** What was kept when it was opened, to be applied in any order. */
  readonly updates: readonly Uint8Array[];
  /** How many edits among them the server has not said to be stored. */
  readonly unsaved: number;
  /** The places that those edits touched. */
  readonly touched: readonly Touched[];
  readonly state: KeptState;
  /** Says from now on how it stands, and how a document is written as a whole. */
  begin(options: { readonly changed: () => void; readonly encode: () => Uint8Array }): void;
  /** Keeps what was written here: an edit, or a part of the one that follows in the same breath. */
  keepOwn(update: Uint8Array, meaning: { readonly edits: 0 | 1; readonly touched: readonly Touched[] }): void;
  /** Keeps what the server has sent; soon, for the server has it too. */
  keepOthers(update: Uint8Array): void;
  /** The server has stored all that was made here so far. */
  allSaved(): void;
  /** Forgets everything that it has kept. Resolves when that is done, or has failed. */
  clear(): Promise<void>;
  /** Writes what is waiting, and lets go. */
  close(): Promise<void>;
}
