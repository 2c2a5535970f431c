import type { Matrix } from './artwork.ts';

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export const translate = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];
export const scale = (x: number, y: number = x): Matrix => [x, 0, 0, y, 0, 0];
/** @param degrees clockwise, as y points down */
export function rotate(degrees: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
}

/** Where a box of `from` lands when it is fitted into a box of `to`, centred, with its proportions kept. */
export function fitBox(
  from: readonly [number, number, number, number],
  to: readonly [number, number, number, number],
): Matrix {
  const factor = Math.min(to[2] / from[2], to[3] / from[3]);
  return multiply(
    translate(to[0] + to[2] / 2, to[1] + to[3] / 2),
    multiply(scale(factor), translate(-(from[0] + from[2] / 2), -(from[1] + from[3] / 2))),
  );
}
