import type { DesignElement } from 'shared/design/design.ts';
import { sameValue } from 'shared/same-value.ts';
import type { PickValue } from 'shared/space/engine/pick.ts';

/** One thing that was done here, as what it means: it can be told, kept as JSON, and done again in another document. */
export type LocalChange =
  | { readonly kind: 'pick'; readonly key: string; /** Null: given up. */ readonly value: PickValue | null }
  | {
      readonly kind: 'element';
      readonly id: string;
      readonly element: DesignElement;
      /** What of it was changed; null: it was made here. */
      readonly keys: readonly (keyof DesignElement)[] | null;
    }
  | { readonly kind: 'story'; readonly before: string; readonly text: string };

/** A list and what else there is, nothing twice. */
export function withChanges(list: readonly LocalChange[], added: readonly LocalChange[]): LocalChange[] {
  return [...list, ...withoutChanges(added, list)];
}

export function withoutChanges(list: readonly LocalChange[], removed: readonly LocalChange[]): LocalChange[] {
  return list.filter((one) => !removed.some((other) => sameValue(one, other)));
}
