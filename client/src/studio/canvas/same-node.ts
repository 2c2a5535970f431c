import type { ArtworkPaint, ArtworkShape } from 'shared/scene/artwork.ts';
import type { SceneNode } from 'shared/scene/scene.ts';

/** Whether two nodes look the same; quick where their shapes are the same objects, as those without an open colour are. */
export function sameNode(a: SceneNode, b: SceneNode): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.kind === b.kind &&
      a.clip === b.clip &&
      a.shapes.length === b.shapes.length &&
      sameNumbers(a.matrix, b.matrix) &&
      a.shapes.every((shape, index) => sameShape(shape, b.shapes[index])))
  );
}

function sameShape(a: ArtworkShape, b: ArtworkShape | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    a.d === b.d &&
    samePaint(a.fill, b.fill) &&
    samePaint(a.stroke, b.stroke) &&
    sameNumbers(a.matrix, b.matrix) &&
    a.opacity === b.opacity &&
    a.fillOpacity === b.fillOpacity &&
    a.strokeOpacity === b.strokeOpacity &&
    a.strokeWidth === b.strokeWidth &&
    a.clip?.d === b.clip?.d &&
    sameNumbers(a.clip?.matrix ?? [], b.clip?.matrix ?? [])
  );
}

function samePaint(a: ArtworkPaint | null, b: ArtworkPaint | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.kind !== b.kind) return false;
  return a.kind === 'solid' ? a.colour === (b as typeof a).colour : JSON.stringify(a) === JSON.stringify(b);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
