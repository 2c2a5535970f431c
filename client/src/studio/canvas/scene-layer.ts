import { Layer } from 'konva/lib/Layer';
import { Shape } from 'konva/lib/Shape';
import type { SceneNode } from 'shared/scene/scene.ts';
import { paintNode } from './paint-node.ts';
import { sameNode } from './same-node.ts';

interface Drawn {
  readonly shape: Shape;
  node: SceneNode;
}

/** One canvas of the product: keeps a Konva shape per scene node and repaints only when one of them looks different. */
export class SceneLayer {
  readonly layer = new Layer({ listening: false });
  #drawn: readonly Drawn[] = [];

  /** @param nodes from back to front */
  show(nodes: readonly SceneNode[]): void {
    const known = new Map<string, Drawn[]>();
    for (const drawn of this.#drawn) known.set(keyOf(drawn.node), [...(known.get(keyOf(drawn.node)) ?? []), drawn]);
    let changed = nodes.length !== this.#drawn.length;
    const next = nodes.map((node, index) => {
      const drawn = known.get(keyOf(node))?.shift();
      if (!drawn) {
        changed = true;
        return draw(node);
      }
      if (this.#drawn[index] !== drawn) changed = true;
      if (!sameNode(drawn.node, node)) {
        drawn.node = node;
        changed = true;
      }
      return drawn;
    });
    if (!changed) return;
    for (const left of [...known.values()].flat()) left.shape.destroy();
    for (const [index, { shape }] of next.entries()) {
      if (shape.parent === null) this.layer.add(shape);
      if (shape.index !== index) shape.setZIndex(index);
    }
    this.#drawn = next;
    this.layer.batchDraw();
  }
}

const keyOf = (node: SceneNode): string => `${node.kind}:${node.id}`;

function draw(node: SceneNode): Drawn {
  const shape = new Shape({ listening: false, perfectDrawEnabled: false });
  const drawn: Drawn = { shape, node };
  shape.sceneFunc((context) => paintNode(context._context, drawn.node));
  return drawn;
}
