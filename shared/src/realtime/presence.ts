import type { DraggedElement, Presence } from './messages.ts';

const LONGEST_ID = 60;
const MOST_SELECTED = 50;
const MOST_DRAGGED = 50;
/** Characters of a person's presence as they send it, as JSON. */
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

/**
 * What of a presence one message has room for: who drags has selected what they drag, so that the selection goes first,
 * then the last of what is dragged.
 */
export function fitPresence(presence: Omit<Presence, 'user'>): Omit<Presence, 'user'> {
  if (fits(presence)) return presence;
  const rest = { ...presence };
  delete rest.selection;
  let drag = rest.drag?.slice(0, MOST_DRAGGED);
  while (drag && drag.length > 1 && !fits({ ...rest, drag })) drag = drag.slice(0, -1);
  return drag ? { ...rest, drag } : rest;
}

function fits(presence: Omit<Presence, 'user'>): boolean {
  return JSON.stringify(presence).length <= PRESENCE_LIMIT;
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

/** A page that was loaded before several could be dragged sends one, not in a list. */
function cleanDrag(raw: unknown): Presence['drag'] {
  if (raw === null) return null;
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const clean = list.flatMap((one) => cleanDragged(one) ?? []);
  return clean.length === list.length && clean.length <= MOST_DRAGGED ? clean : undefined;
}

function cleanDragged(raw: unknown): DraggedElement | null {
  if (!isRecord(raw)) return null;
  const { id, zone, xf } = raw;
  if (!isId(id) || !(zone === undefined || isId(zone)) || !isPlace(xf)) return null;
  return { id, ...(zone === undefined ? {} : { zone }), xf };
}

function isPlace(value: unknown): value is readonly number[] {
  return Array.isArray(value) && (value.length === 2 || value.length === 5) && value.every(isAmount);
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
