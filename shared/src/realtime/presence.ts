import type { Presence } from './messages.ts';

const LONGEST_ID = 60;
const MOST_SELECTED = 50;
/** Bytes of a person's presence as they send it. */
export const PRESENCE_LIMIT = 2_048;

/**
 * What of a presence may be shown to others: the known keys with values of their form. `user` is not among them; the
 * server adds it from the session.
 */
export function cleanPresence(raw: unknown): Omit<Presence, 'user'> {
  if (!isRecord(raw)) return {};
  const cursor = cleanCursor(raw['cursor']);
  const selection = cleanSelection(raw['selection']);
  const drag = cleanDrag(raw['drag']);
  const editing = raw['editing'] === null || isId(raw['editing']) ? raw['editing'] : undefined;
  return {
    ...(cursor === undefined ? {} : { cursor }),
    ...(selection === undefined ? {} : { selection }),
    ...(drag === undefined ? {} : { drag }),
    ...(editing === undefined ? {} : { editing }),
  };
}

function cleanCursor(raw: unknown): Presence['cursor'] {
  if (raw === null) return null;
  if (!isRecord(raw)) return undefined;
  const { view, x, y } = raw;
  return isId(view) && isAmount(x) && isAmount(y) ? { view, x, y } : undefined;
}

function cleanSelection(raw: unknown): Presence['selection'] {
  return Array.isArray(raw) && raw.length <= MOST_SELECTED && raw.every(isId) ? raw : undefined;
}

function cleanDrag(raw: unknown): Presence['drag'] {
  if (raw === null) return null;
  if (!isRecord(raw)) return undefined;
  const { id, zone, xf } = raw;
  return isId(id) && isId(zone) && Array.isArray(xf) && xf.length === 5 && xf.every(isAmount)
    ? { id, zone, xf }
    : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_ID;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e6;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
