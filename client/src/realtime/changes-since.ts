import type { DesignElement } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import { ELEMENTS, PARAMS, STORY } from 'shared/design/doc-keys.ts';
import { readPicks } from 'shared/design/picks.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Space } from 'shared/space/schema.ts';
import * as Y from 'yjs';
import type { LocalChange } from './local-changes.ts';
import { mergeUpdates } from './merge-updates.ts';
import type { Touched } from './touched-places.ts';

/** What a document says otherwise than before its places were touched. */
export function changesSince(doc: Y.Doc, space: Space, touched: readonly Touched[]): LocalChange[] {
  const design = readDesign(doc, space, {});
  const picks = new Map(readPicks(doc, space).map(({ key, value }) => [key, value]));
  const changedElements = new Map<string, (keyof DesignElement)[] | null>();
  const changes: LocalChange[] = [];
  for (const [path, before] of touched) {
    const { root, name, key } = partsOf(path);
    if (root === PARAMS) {
      const now: unknown = doc.getMap(PARAMS).get(name) ?? null;
      if (!sameValue(pickedIn(before), pickedIn(now)))
        changes.push({ kind: 'pick', key: name, value: picks.get(name) ?? null });
    } else if (root === STORY) {
      if (before !== design.story) changes.push({ kind: 'story', before: String(before), text: design.story });
    } else if (key === null) {
      changedElements.set(name, null);
    } else if (
      changedElements.get(name) !== null &&
      !sameValue(before ?? false, design.elements[name]?.[key] ?? false)
    ) {
      changedElements.set(name, [...(changedElements.get(name) ?? []), key]);
    }
  }
  for (const [id, keys] of changedElements) {
    const element = design.elements[id];
    // Made here and taken off again: nothing was done.
    if (element && !(keys === null && element.hidden === true)) changes.push({ kind: 'element', id, element, keys });
  }
  return changes;
}

interface Parts {
  readonly root: string;
  /** The key of a pick, or the id of an element. */
  readonly name: string;
  readonly key: keyof DesignElement | null;
}

function partsOf(path: string): Parts {
  const dot = path.indexOf('.');
  const root = dot < 0 ? path : path.slice(0, dot);
  const rest = dot < 0 ? '' : path.slice(dot + 1);
  if (root !== ELEMENTS) return { root, name: rest, key: null };
  const [name = '', key] = rest.split('.');
  return { root, name, key: (key as keyof DesignElement | undefined) ?? null };
}

/** A pick without its clock: to pick the same later says nothing new. */
function pickedIn(register: unknown): unknown {
  return Array.isArray(register) ? (register[0] as unknown) : register;
}

/** The same of a document that is there only as updates. */
export function changesIn(updates: readonly Uint8Array[], space: Space, touched: readonly Touched[]): LocalChange[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, mergeUpdates(updates));
  return changesSince(doc, space, touched);
}
