import { ELEMENTS, PARAMS, STORY } from 'shared/design/doc-keys.ts';
import type * as Y from 'yjs';

/** What of a document a transaction has changed, or may have. */
export interface Touched {
  readonly params: boolean;
  readonly story: boolean;
  /** Ids of elements that were made, replaced, or changed. */
  readonly elements: ReadonlySet<string>;
}

/** What a transaction has touched so far. */
export function touchedBy({ changed, doc }: Y.Transaction): Touched {
  const root = doc.getMap(ELEMENTS);
  const elements = new Set<string>();
  for (const [type, keys] of changed) {
    if ((type as unknown) === root) for (const key of keys) elements.add(key ?? '');
    else if (type._item?.parent === root) elements.add(type._item.parentSub ?? '');
  }
  const types: ReadonlySet<unknown> = new Set(changed.keys());
  return { params: types.has(doc.getMap(PARAMS)), story: types.has(doc.getText(STORY)), elements };
}
