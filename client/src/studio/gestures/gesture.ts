import type { Point } from 'shared/design/geometry.ts';

/** A pointer over the product. */
export interface PointerAt {
  /** Pixels of the stage. */
  readonly screen: Point;
  /** Millimetres of the artwork. */
  readonly artwork: Point;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly isTouch: boolean;
}

/** Something that a pointer does from the moment it goes down until it goes up. */
export interface Gesture {
  move(at: PointerAt): void;
  end(at: PointerAt): void;
  /** As if it had not begun: a second finger came down, or Escape was pressed. */
  cancel(): void;
}
