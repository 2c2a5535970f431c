import { CLOSE_CODES, type CloseReason } from './messages.ts';

/** Why a session ended: trying again with the same content would only repeat it. `docs/close-codes.md` */
export interface Refusal {
  /** `new_epoch`: the document was begun anew while this client was away; only a client finds that out. */
  readonly reason: CloseReason | 'new_epoch' | 'unknown';
  /** What exactly, where the server says it: the fault of an update, why a design is frozen. */
  readonly detail: string | null;
}

/** What the server puts into the close frame. */
export function closeText(reason: CloseReason, detail: string | null): string {
  return detail === null ? reason : `${reason}:${detail}`;
}

/** What a close frame says; null where connecting again may help (the network, a restart of the server, haste). */
export function refusalOf(code: number, text: string): Refusal | null {
  // 1009: a frame was larger than the server takes; it would be as large the next time.
  if (code === 1009) return { reason: 'too_large', detail: null };
  if (code < 4400 || code > 4499 || code === CLOSE_CODES.too_fast) return null;
  const reasons = Object.entries(CLOSE_CODES) as [CloseReason, number][];
  const reason = reasons.find(([, known]) => known === code)?.[0] ?? 'unknown';
  const colon = text.indexOf(':');
  return { reason, detail: colon < 0 ? null : text.slice(colon + 1) };
}

/** Whether the server is there and cannot do its work now, or we ask too much of it: whoever comes back waits longer. */
export function isServerInTrouble(code: number): boolean {
  return code === CLOSE_CODES.internal || code === CLOSE_CODES.overloaded || code === CLOSE_CODES.too_fast;
}

/**
 * Whether what was made may be sent once more, as new edits of a new document: it was the form of the old ones that was
 * refused, and not who made them or when.
 */
export function mayReplay({ reason }: Refusal): boolean {
  return reason === 'malformed' || reason === 'structure_refused' || reason === 'too_large' || reason === 'new_epoch';
}
