import type { Scene, SceneNode } from 'shared/scene/scene.ts';
import { type Canvas2D, clipTo, paintShape } from './paint-shape.ts';
import { PathCache } from './path-cache.ts';

/** Every path of the page, whichever canvas shows it. */
export const paths = new PathCache();

/** Paints a node; the context's transform leads from millimetres of the artwork to the screen. */
export function paintNode(context: Canvas2D, node: SceneNode): void {
  context.save();
  if (node.clip !== null) clipTo(context, node.clip, null, paths);
  context.transform(...node.matrix);
  for (const shape of node.shapes) paintShape(context, shape, paths);
  context.restore();
}

export function paintScene(context: Canvas2D, scene: Scene): void {
  for (const node of scene.nodes) paintNode(context, node);
}
