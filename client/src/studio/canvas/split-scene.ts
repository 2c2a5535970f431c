import type { SceneNode } from 'shared/scene/scene.ts';

/** The nodes of a scene on three canvases, so that moving an element repaints that element and nothing else. */
export interface SplitScene {
  readonly under: readonly SceneNode[];
  readonly active: readonly SceneNode[];
  readonly over: readonly SceneNode[];
}

/**
 * Puts the elements being changed on a canvas of their own, between what lies under the lowest of them and what lies
 * over it: gloss and seams stay on top of a sticker while it is dragged.
 */
export function splitScene(nodes: readonly SceneNode[], activeIds: ReadonlySet<string>): SplitScene {
  const isActive = (node: SceneNode): boolean => node.kind === 'element' && activeIds.has(node.id);
  const first = activeIds.size === 0 ? -1 : nodes.findIndex(isActive);
  if (first < 0) return { under: nodes, active: [], over: [] };
  const rest = nodes.slice(first);
  return {
    under: nodes.slice(0, first),
    active: rest.filter(isActive),
    over: rest.filter((node) => !isActive(node)),
  };
}
