import { canonicalJson } from 'shared/canonical-json.ts';
import { ELEMENTS, META, PARAMS, STORY } from 'shared/design/doc-keys.ts';
import * as Y from 'yjs';

/** What a document says, the same for every replica that says the same; state vectors would not tell, see gotchas. */
export function contentOf(doc: Y.Doc): string {
  return canonicalJson({
    meta: doc.getMap(META).toJSON(),
    params: doc.getMap(PARAMS).toJSON(),
    elements: doc.getMap(ELEMENTS).toJSON(),
    story: doc.getText(STORY).toString(),
  });
}

/** Whether a state in Yjs' first format, loaded afresh, is whole and has this content. */
export function reloadsTo(state: Uint8Array, content: string): boolean {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return doc.store.pendingStructs === null && doc.store.pendingDs === null && contentOf(doc) === content;
  } catch {
    return false; // it cannot even be read
  } finally {
    doc.destroy();
  }
}
