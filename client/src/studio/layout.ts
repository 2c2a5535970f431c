import type { Insets } from './canvas/viewport.svelte.ts';

export interface Layout {
  /** `desk`: panels on both sides; `tablet`: one panel; `phone`: a sheet under the product. */
  readonly kind: 'desk' | 'tablet' | 'phone';
  readonly hasRight: boolean;
  /** Pixels of the stage that are covered, with the air around the product. */
  readonly insets: Insets;
}

const LEFT = { desk: 336, tablet: 312 } as const;
const RIGHT = 288;

/** @param width of the window, in pixels */
export function layoutFor(width: number, panelsOpen: boolean): Layout {
  if (width < 800) {
    return { kind: 'phone', hasRight: false, insets: { top: 8, right: 8, bottom: 76, left: 8 } };
  }
  const kind = width < 1160 ? 'tablet' : 'desk';
  const hasRight = kind === 'desk' && panelsOpen;
  const insets = {
    top: 24,
    right: 24 + (hasRight ? RIGHT : 0),
    bottom: 72,
    left: 24 + (panelsOpen ? LEFT[kind] : 0),
  };
  return { kind, hasRight, insets };
}
