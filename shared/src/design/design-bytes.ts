import * as Y from 'yjs';
import type { Space } from '../space/schema.ts';
import type { Design } from './design.ts';
import { type DesignMeta, initDesign } from './design-doc.ts';

/** A fresh document that says `design`, as a Yjs update: nothing of any other document is in it. */
export function newDesignBytes(space: Space, meta: DesignMeta, design: Design): Uint8Array {
  const doc = new Y.Doc();
  initDesign(doc, space, meta, design);
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
}

/** The whole state of a document as one Yjs update. */
export function bytesOf(doc: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc);
}
