import type { DesignElement, ParameterValue } from 'shared/design/design.ts';
import type { Adjustment } from 'shared/space/violation.ts';

/** What the server changed of somebody's edits, as far as they have not put it aside. */
export class Adjustments {
  #aside = $state.raw<readonly Adjustment[]>([]);
  readonly #all: () => readonly Adjustment[];

  /** Newest first. */
  readonly open = $derived.by(() =>
    this.#all()
      .filter((one) => !this.#aside.includes(one))
      .toReversed(),
  );

  constructor(all: () => readonly Adjustment[]) {
    this.#all = all;
  }

  /** Those of one place in the document, such as `params.paint` or everything of `elements.<id>`. */
  at(path: string): Adjustment[] {
    return this.open.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  }

  putAside(adjustment: Adjustment): void {
    this.#aside = [...this.#aside, adjustment];
  }
}

/** The parameter or element that an adjustment is about. */
export type AdjustedPart =
  | { readonly kind: 'parameter'; readonly id: string; readonly from: ParameterValue }
  | { readonly kind: 'element'; readonly id: string; readonly from: Partial<DesignElement> }
  | { readonly kind: 'story' };

export function adjustedPart({ path, from }: Adjustment): AdjustedPart {
  const [root, id = ''] = path.split('.');
  if (root === 'params') return { kind: 'parameter', id, from: from as ParameterValue };
  if (root === 'elements') return { kind: 'element', id, from: (from ?? {}) as Partial<DesignElement> };
  return { kind: 'story' };
}
