import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import type { Space } from 'shared/space/schema.ts';
import * as Y from 'yjs';

/** What a document says that comes in pieces, in the order of its log. */
export function readUpdates(space: Space, updates: readonly Uint8Array[]): Design {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  }, 'setup');
  const content = readDesign(doc, space);
  doc.destroy();
  return content;
}
