import type { Design } from 'shared/design/design.ts';
import { bytesOf } from 'shared/design/design-bytes.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import type { DatabaseOrTransaction } from '../db/database.ts';
import { loadDesignDoc } from '../realtime/load-design.ts';

/** What a design says, as far as its log is stored. */
export interface LoadedDesign {
  readonly content: Design;
  /** The document as Yjs state. */
  readonly bytes: Uint8Array;
  /** Sequence of the last update in it. */
  readonly head: number;
}

export async function loadDesign(tx: DatabaseOrTransaction, id: DesignId, space: Space): Promise<LoadedDesign> {
  const { doc, head } = await loadDesignDoc(tx, id);
  const loaded = { content: readDesign(doc, space), bytes: bytesOf(doc), head };
  doc.destroy();
  return loaded;
}
