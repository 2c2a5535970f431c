import type { SHAPES } from '../design/design.ts';

/** Outlines of the simple shapes, in a box of 100 × 100. */
export const SHAPE_PATHS: Readonly<Record<(typeof SHAPES)[number], string>> = {
  circle: 'M0 50A50 50 0 1 1 100 50A50 50 0 1 1 0 50Z',
  square: 'M0 0H100V100H0Z',
  triangle: 'M50 0L100 100H0Z',
  diamond: 'M50 0L100 50L50 100L0 50Z',
  hexagon: 'M25 0H75L100 50L75 100H25L0 50Z',
  ring: 'M0 50A50 50 0 1 1 100 50A50 50 0 1 1 0 50ZM22 50A28 28 0 1 0 78 50A28 28 0 1 0 22 50Z',
};
