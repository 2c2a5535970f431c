import * as Y from 'yjs';
import type { Origin } from './design-doc.ts';
import { ELEMENTS, PARAMS, STORY } from './doc-keys.ts';

const TYPING_PAUSE_MS = 700;

/**
 * Takes back one's own commands, one at a time, and keystrokes in runs. What others changed meanwhile stays, and so do
 * the server's repairs: an own step that they made void is passed over.
 * @param origins of the changes that may be taken back
 */
export function makeUndo(doc: Y.Doc, origins: readonly Origin[]): Y.UndoManager {
  const undo = new Y.UndoManager([doc.getMap(PARAMS), doc.getMap(ELEMENTS), doc.getText(STORY)], {
    trackedOrigins: new Set<unknown>(origins),
    captureTimeout: TYPING_PAUSE_MS,
    deleteFilter: (item) => item.parentSub === null || item.deleted || giveBack(item, item.parentSub),
  });
  let last: unknown = null;
  doc.on('beforeTransaction', ({ origin }) => {
    if (!origins.includes(origin as Origin)) return;
    if (origin !== 'typing' || last !== 'typing') undo.stopCapturing();
    last = origin;
  });
  return undo;
}

/**
 * Yjs puts the value before one's own back only if nobody else's came in between. Where somebody wrote at the same time
 * and lost, it would take one's own away and leave nothing: an element without a place. The last value that is still
 * known goes there instead.
 * @returns whether anything is taken back
 */
function giveBack(own: Y.Item, key: string): boolean {
  if (!(own.parent instanceof Y.Map) || !(own.content instanceof Y.ContentAny)) return false;
  for (let earlier = own.left; earlier !== null; earlier = earlier.left) {
    if (!(earlier.content instanceof Y.ContentAny)) continue;
    own.parent.set(key, earlier.content.arr.at(-1));
    return true;
  }
  // The first value that there was: without it, a parameter has its default and an element one thing less to say.
  return true;
}
