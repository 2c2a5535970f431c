import * as Y from 'yjs';

/**
 * Whether an update says what a document does not say already, also where it only deletes. Afterwards the document says
 * it. A log that is read this way tells what is in it twice; a stored design tells what is missing from it.
 */
export function saysNews(doc: Y.Doc, update: Uint8Array): boolean {
  let isNew = false;
  const note = (): void => void (isNew = true);
  doc.on('update', note);
  Y.applyUpdate(doc, update);
  doc.off('update', note);
  return isNew || doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}
