import type { Adjustment } from '../space/violation.ts';

/**
 * Outer message types on `/sync/:designId`, beside those of y-websocket (0 sync, 1 awareness, 2 auth, 3 query awareness).
 * A client that does not know ours ignores them.
 */
export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
export const MESSAGE_QUERY_AWARENESS = 3;
/** varuint: how many of this connection's document messages (sync step 2 and updates) are stored. Cumulative. */
export const MESSAGE_ACK = 64;
/** string: JSON of `AdjustedNotice`. */
export const MESSAGE_ADJUSTED = 65;

/** string: JSON of `AccessNotice`. The first message on every connection. */
export const MESSAGE_ACCESS = 66;

/** string: JSON of `AuthorsNotice`. After every access notice, and when somebody writes for the first time. */
export const MESSAGE_AUTHORS = 67;

/**
 * varUint8Array: the document in Yjs' second format, which is a fraction of the first one's size. Takes the place of the
 * answer to a state vector for a client that connects with `?state=v2`; the server never reads that format.
 */
export const MESSAGE_STATE = 68;

/** Who the Yjs clients are that have written in this design, by client id: whose a pick is. */
export interface AuthorsNotice {
  readonly authors: Readonly<Record<string, string>>;
}

/** What the connection may do; `because` says why it may not edit. */
export interface AccessNotice {
  readonly access: 'edit' | 'view';
  readonly because: 'entered' | 'phase' | 'not_in_crew' | null;
  /** Counts how often the document was begun anew: what a client kept of an earlier epoch does not join on to this one. */
  readonly epoch: number;
}

/** The server kept the author's edit inside the space; says what it changed and why. */
export interface AdjustedNotice {
  readonly adjustments: readonly Adjustment[];
}

/**
 * Why a socket was refused or closed; `docs/close-codes.md` says what a client does about each. 4400 … 4499: trying again with the same content will not help. The reason of the
 * close frame is the name, and after a colon what exactly: `structure_refused:unknown_key`.
 */
export const CLOSE_CODES = {
  malformed: 4400,
  sign_in_required: 4401,
  not_allowed: 4403,
  design_not_found: 4404,
  structure_refused: 4409,
  frozen: 4410,
  too_large: 4413,
  too_fast: 4429,
  going_away: 1012,
  /** The server is busy: it takes nobody in for a moment. */
  overloaded: 1013,
  internal: 1011,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Where somebody holds an element. What stays as the document has it is left out, so that many fit into a message. */
export interface DraggedElement {
  readonly id: string;
  /** Left out: the zone that it is in. */
  readonly zone?: string;
  /** Centre x and y; or all five numbers of a transform, where its size or angle changes. */
  readonly xf: readonly number[];
}

/** What presence carries of a person. `user` is written by the server from the session. */
export interface Presence {
  readonly user?: { readonly id: string; readonly name: string; readonly colour: string };
  /** Millimetres of the artwork. */
  readonly cursor?: { readonly view: string; readonly x: number; readonly y: number } | null;
  readonly selection?: readonly string[];
  /** The elements in hand, at most 50: written to the document once, on drop. */
  readonly drag?: readonly DraggedElement[] | null;
  /** The parameter or element whose text is being typed. */
  readonly editing?: string | null;
}
export const PRESENCE_KEYS = ['user', 'cursor', 'selection', 'drag', 'editing'] as const;
