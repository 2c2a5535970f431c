import * as Y from 'yjs';
import { sameValue } from '../same-value.ts';
import { choiceParameters } from '../space/defaults.ts';
import { resolvePicks } from '../space/engine/resolve-picks.ts';
import type { Params } from '../space/condition.ts';
import type { Space } from '../space/schema.ts';
import type { Design, DesignElement, ParameterValue } from './design.ts';
import { ELEMENT_KEYS, ELEMENTS, META, optionKey, STORY } from './doc-keys.ts';
import { clearPick, readPicks, writePick } from './picks.ts';

/**
 * Who wrote: `studio` one command of a person, `typing` a keystroke (undone together with its neighbours), `create` an
 * element before it is shown, `setup` the content that a design starts with, `repair` the server.
 */
export type Origin = 'studio' | 'typing' | 'create' | 'setup' | 'repair';

export interface DesignMeta {
  /** Of the document's layout. */
  readonly schema: 'design/1';
  readonly space: string;
  readonly parent: string | null;
  readonly epoch: number;
}

const elements = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(ELEMENTS);

/** Why we made this: the text that the crew writes together. */
export function story(doc: Y.Doc): Y.Text {
  return doc.getText(STORY);
}

/**
 * What a document says: a value for every parameter of the space, which everybody's picks decide as far as they go
 * together, every whole element in the order of their ids, the story. Total: never throws, ignores unknown keys.
 * @param params what the picks come to, where the caller knows
 */
export function readDesign(
  doc: Y.Doc,
  space: Space,
  params: Params = resolvePicks(space, readPicks(doc, space)).params,
): Design {
  const whole = [...elements(doc)]
    .flatMap(([id, map]) => {
      const element = readElement(map);
      return element ? [[id, element] as const] : [];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    params,
    elements: Object.fromEntries(whole),
    story: story(doc).toString(),
  };
}

/** One element as a document says it; null where there is none, or where it lacks what it needs. */
export function readElementOf(doc: Y.Doc, id: string): DesignElement | null {
  return readElement(elements(doc).get(id));
}

/** Picks a value for a parameter; of a `many`, the options that are chosen now and were not, or the reverse. */
export function setParameter(doc: Y.Doc, space: Space, id: string, value: ParameterValue, origin: Origin): void {
  const parameter = choiceParameters(space).find((candidate) => candidate.id === id);
  if (!parameter) throw new Error(`The space has no parameter "${id}".`);
  doc.transact(() => {
    const picks = new Map(readPicks(doc, space).map((pick) => [pick.key, pick.value]));
    if (parameter.kind !== 'many') {
      const next = parameter.kind === 'mix' ? mixOf(parameter.items, value as Amounts) : storable(value);
      if (!sameValue(picks.get(id), next)) writePick(doc, id, next);
      return;
    }
    const before = readDesign(doc, space).params[id] as readonly string[];
    for (const option of parameter.options) {
      const isChosen = (value as readonly string[]).includes(option.id);
      if (before.includes(option.id) !== isChosen) writePick(doc, optionKey(id, option.id), isChosen);
    }
  }, origin);
}

/** Takes picks back, by their keys, so that these choices follow from the others again. */
export function clearPicks(doc: Y.Doc, keys: readonly string[], origin: Origin): void {
  doc.transact(() => {
    for (const key of keys) clearPick(doc, key);
  }, origin);
}

/**
 * Puts an element into the document, or makes the one with this id equal to it. A new element is written hidden first
 * and then shown, as two transactions: undoing takes it off the product, but never deletes it from under somebody who
 * is changing it.
 */
export function putElement(doc: Y.Doc, id: string, element: DesignElement, origin: Origin): void {
  createElement(doc, id, element);
  doc.transact(() => writeElement(doc, id, element), origin);
}

/** Changes some keys of an element; does nothing where there is no such element. */
export function patchElement(doc: Y.Doc, id: string, patch: Partial<DesignElement>, origin: Origin): void {
  doc.transact(() => {
    const map = elements(doc).get(id);
    if (!(map instanceof Y.Map)) return;
    for (const key of Object.keys(patch) as (keyof DesignElement)[]) writeKey(map, key, patch[key]);
  }, origin);
}

/** Takes an element off the product; it stays in the document and can be shown again. */
export function hideElement(doc: Y.Doc, id: string, origin: Origin): void {
  patchElement(doc, id, { hidden: true }, origin);
}

export function showElement(doc: Y.Doc, id: string, origin: Origin): void {
  patchElement(doc, id, { hidden: false }, origin);
}

/** Makes the story read `text`, changing only the part between the common beginning and the common end. */
export function writeStory(doc: Y.Doc, text: string, origin: Origin): void {
  const shared = story(doc);
  const before = shared.toString();
  const after = storable(text);
  if (before === after) return;
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  doc.transact(() => {
    shared.delete(start, before.length - start - end);
    shared.insert(start, after.slice(start, after.length - end));
  }, origin);
}

/**
 * Makes the document say `design`, writing only what differs, so that what others do meanwhile survives. Elements that
 * `design` does not have are hidden.
 */
export function writeDesign(doc: Y.Doc, space: Space, design: Design, origin: Origin): void {
  for (const [id, element] of Object.entries(design.elements)) createElement(doc, id, element);
  doc.transact(() => {
    writeParams(doc, space, design);
    for (const [id, element] of Object.entries(design.elements)) writeElement(doc, id, element);
    for (const id of elements(doc).keys()) if (!Object.hasOwn(design.elements, id)) hideElement(doc, id, origin);
    writeStory(doc, design.story, origin);
  }, origin);
}

/**
 * Makes a document that says `before` say `after`, which has every element of it. Looks only at what differs: elements
 * that are the same object in both stay as they are.
 */
export function writeChanges(doc: Y.Doc, space: Space, before: Design, after: Design, origin: Origin): void {
  const changed = Object.entries(after.elements).filter(([id, element]) => before.elements[id] !== element);
  doc.transact(() => {
    if (!sameValue(before.params, after.params)) writeParams(doc, space, after);
    for (const [id, element] of changed) {
      createElement(doc, id, element);
      writeElement(doc, id, element);
    }
    writeStory(doc, after.story, origin);
  }, origin);
}

/** Fills a new document: what the server says of it, and, unless `design` is null, the content that it starts with. */
export function initDesign(doc: Y.Doc, space: Space, meta: DesignMeta, design: Design | null): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(meta)) doc.getMap(META).set(key, value);
    if (design) writeDesign(doc, space, design, 'setup');
  }, 'setup');
}

/** Picks what differs from what the document says already. */
function writeParams(doc: Y.Doc, space: Space, design: Design): void {
  const before = readDesign(doc, space).params;
  const changed = choiceParameters(space).filter(({ id }) => {
    const wanted = design.params[id];
    return wanted !== undefined && !sameValue(before[id], storable(wanted));
  });
  for (const { id } of changed) setParameter(doc, space, id, design.params[id] as ParameterValue, 'studio');
}

type Amounts = Readonly<Record<string, unknown>>;

/**
 * What the server would not refuse: whole numbers, and texts without NUL, which the database cannot keep, and without
 * half characters, which other replicas would read as `\ufffd`.
 */
function storable<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as Value;
  if (typeof value === 'number') return Math.round(value) as Value;
  return Array.isArray(value) ? (value.map(storable) as Value) : value;
}

/** The amounts that are more than nothing, known items first and in their order, so that equal mixes are written equally. */
function mixOf(items: readonly { readonly id: string }[], value: Amounts): Record<string, number> {
  const known = items.map(({ id }) => id);
  const others = Object.keys(value)
    .filter((id) => !known.includes(id))
    .sort();
  const amounts = [...known, ...others].flatMap((id) => {
    const amount = Object.hasOwn(value, id) ? value[id] : 0;
    return Number.isSafeInteger(amount) && amount !== 0 ? [[id, amount as number] as const] : [];
  });
  return Object.fromEntries(amounts);
}

function readElement(map: unknown): DesignElement | null {
  if (!(map instanceof Y.Map)) return null;
  const { kind, zone, z, xf, fill, asset, text, font, hidden } = Object.fromEntries(
    (Object.keys(ELEMENT_KEYS) as (keyof DesignElement)[]).map((key) => {
      const value: unknown = map.get(key);
      return [key, ELEMENT_KEYS[key](value) ? value : undefined];
    }),
  ) as Partial<DesignElement>;
  if (kind === undefined || zone === undefined || z === undefined || xf === undefined || fill === undefined)
    return null;
  return {
    kind,
    zone,
    z,
    xf,
    fill,
    ...(asset === undefined ? {} : { asset }),
    ...(text === undefined ? {} : { text }),
    ...(font === undefined ? {} : { font }),
    ...(hidden === true ? { hidden } : {}),
  };
}

function createElement(doc: Y.Doc, id: string, element: DesignElement): void {
  if (elements(doc).get(id) instanceof Y.Map) return;
  const entries = Object.entries({ ...element, hidden: true }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, storable<unknown>(value)] as const],
  );
  doc.transact(() => elements(doc).set(id, new Y.Map(entries)), 'create' satisfies Origin);
}

function writeElement(doc: Y.Doc, id: string, element: DesignElement): void {
  const map = elements(doc).get(id);
  if (!(map instanceof Y.Map)) return;
  const wanted = { hidden: false, ...element };
  for (const key of Object.keys(ELEMENT_KEYS) as (keyof DesignElement)[]) writeKey(map, key, wanted[key]);
}

function writeKey(map: Y.Map<unknown>, key: keyof DesignElement, value: unknown): void {
  if (value === undefined) {
    if (map.has(key)) map.delete(key);
  } else if (!sameValue(map.get(key), storable(value))) map.set(key, storable(value));
}

/** How many code units are equal at the beginning, without cutting a character of two in half. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.codePointAt(length) === b.codePointAt(length)) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length > 0 && /^[\udc00-\udfff]/.test(a.slice(a.length - length)) ? length - 1 : length;
}
