import { CLOSE_CODES, type CloseReason } from './messages.ts';

/** A closing of the socket that trying again would only repeat. */
export interface Refusal {
  readonly reason: CloseReason | 'unknown';
  /** What exactly, where the server says it: the fault of an update, why a design is frozen. */
  readonly detail: string | null;
}

/** What the server puts into the close frame. */
export function closeText(reason: CloseReason, detail: string | null): string {
  return detail === null ? reason : `${reason}:${detail}`;
}

/** What a close frame says; null where connecting again may help (the network, a restart of the server). */
export function refusalOf(code: number, text: string): Refusal | null {
  // 1009: a frame was larger than the server takes; it would be as large the next time.
  if (code === 1009) return { reason: 'too_large', detail: null };
  if (code < 4400 || code > 4499) return null;
  const reasons = Object.entries(CLOSE_CODES) as [CloseReason, number][];
  const reason = reasons.find(([, known]) => known === code)?.[0] ?? 'unknown';
  const colon = text.indexOf(':');
  return { reason, detail: colon < 0 ? null : text.slice(colon + 1) };
}
