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
  });
  let last: unknown = null;
  doc.on('beforeTransaction', ({ origin }) => {
    if (!origins.includes(origin as Origin)) return;
    if (origin !== 'typing' || last !== 'typing') undo.stopCapturing();
    last = origin;
  });
  return undo;
}
