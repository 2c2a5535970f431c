import type { Design, DesignElement } from 'shared/design/design.ts';
import { clearPicks, patchElement, putElement, readDesign, writeStory } from 'shared/design/design-doc.ts';
import { ELEMENT_KEYS, keysOf } from 'shared/design/doc-keys.ts';
import { readPicks, writePick } from 'shared/design/picks.ts';
import { sameValue } from 'shared/same-value.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import type { PickValue } from 'shared/space/engine/pick.ts';
import { valueProblem } from 'shared/space/parameter-value.ts';
import { repair } from 'shared/space/repair.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import type * as Y from 'yjs';
import type { LocalChange } from './local-changes.ts';

/** `exact`: as it was, or not at all. `nearest`: an element may be moved or made smaller to fit as things are now. */
export type Fit = 'exact' | 'nearest';

/**
 * Does changes again that were made in another document. What would lie outside the space, or is about something that is
 * gone, is not done; a pick that does not go with those of others is made, and parked like any other.
 * The engine of the space has to be there.
 * @returns what was not done
 */
export function replay(doc: Y.Doc, space: Space, changes: readonly LocalChange[], fit: Fit = 'exact'): LocalChange[] {
  return changes.filter((change) => {
    switch (change.kind) {
      case 'pick':
        return !replayPick(doc, space, change.key, change.value);
      case 'element':
        return !replayElement(doc, space, change, fit);
      case 'story':
        return !replayStory(doc, space, change);
    }
  });
}

/** Whether a document says already what a change would make it say. */
export function isDone(doc: Y.Doc, space: Space, change: LocalChange): boolean {
  switch (change.kind) {
    case 'pick': {
      const pick = readPicks(doc, space).find(({ key }) => key === change.key);
      return sameValue(pick?.value ?? null, change.value);
    }
    case 'element': {
      const there = readDesign(doc, space, {}).elements[change.id];
      return there !== undefined && sameValue(there, withKeys(there, change.element, change.keys));
    }
    case 'story':
      return readDesign(doc, space, {}).story === change.text;
  }
}

function replayPick(doc: Y.Doc, space: Space, key: string, value: PickValue | null): boolean {
  const parameter = choiceParameters(space).find((candidate) => keysOf(candidate).some(([own]) => own === key));
  if (!parameter) return false;
  if (isDone(doc, space, { kind: 'pick', key, value })) return true;
  if (value === null) {
    clearPicks(doc, [key], 'studio');
    return true;
  }
  const isLegal = parameter.kind === 'many' ? typeof value === 'boolean' : valueProblem(parameter, value) === null;
  if (!isLegal) return false;
  doc.transact(() => writePick(doc, key, value), 'studio');
  return true;
}

function replayElement(
  doc: Y.Doc,
  space: Space,
  { id, element, keys }: Extract<LocalChange, { kind: 'element' }>,
  fit: Fit,
): boolean {
  const design = readDesign(doc, space);
  const there = design.elements[id];
  if (keys !== null && !there) return false;
  const wanted = there ? withKeys(there, element, keys) : element;
  if (there && sameValue(there, wanted)) return true;
  const possible = possibleElement(space, design, id, wanted, fit);
  if (!possible) return false;
  if (there) patchElement(doc, id, changedKeys(there, possible), 'studio');
  else putElement(doc, id, possible, 'studio');
  return true;
}

/** The element as it may be beside everything else; null where it may not be at all. */
function possibleElement(
  space: Space,
  design: Design,
  id: string,
  element: DesignElement,
  fit: Fit,
): DesignElement | null {
  const wanted = { ...design, elements: { ...design.elements, [id]: element } };
  if (!breaksMore(space, design, wanted)) return element;
  if (fit === 'exact') return null;
  const repaired = repair(space, wanted).design.elements[id];
  if (!repaired || (repaired.hidden === true && element.hidden !== true)) return null;
  const fitted = { ...design, elements: { ...design.elements, [id]: repaired } };
  return breaksMore(space, design, fitted) ? null : repaired;
}

/** Whether something lies outside the space that did not before: also an element of somebody else's. */
function breaksMore(space: Space, before: Design, after: Design): boolean {
  const known = violations(space, before);
  return violations(space, after).some((one) => !known.some((other) => sameValue(one, other)));
}

function replayStory(doc: Y.Doc, space: Space, { before, text }: Extract<LocalChange, { kind: 'story' }>): boolean {
  const design = readDesign(doc, space);
  if (design.story === text) return true;
  // What others have written since is not written over: they would not know why it went.
  if (design.story !== before || breaksMore(space, design, { ...design, story: text })) return false;
  writeStory(doc, text, 'studio');
  return true;
}

const KEYS = Object.keys(ELEMENT_KEYS) as (keyof DesignElement)[];

function withKeys(
  there: DesignElement,
  element: DesignElement,
  keys: readonly (keyof DesignElement)[] | null,
): DesignElement {
  const taken = KEYS.map((key) => [key, (keys === null || keys.includes(key) ? element : there)[key]] as const);
  const said = taken.filter(([key, value]) => value !== undefined && !(key === 'hidden' && value === false));
  return Object.fromEntries(said) as unknown as DesignElement;
}

function changedKeys(there: DesignElement, wanted: DesignElement): Partial<DesignElement> {
  const changed = KEYS.filter((key) => !sameValue(there[key] ?? null, wanted[key] ?? null));
  return Object.fromEntries(changed.map((key) => [key, key === 'hidden' ? wanted.hidden === true : wanted[key]]));
}
