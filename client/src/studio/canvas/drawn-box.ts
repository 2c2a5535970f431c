import type { PublishedSpace } from 'shared/space/published-space.ts';
import { paintShape } from './paint-shape.ts';
import { paths } from './paint-node.ts';
import type { Box } from './viewport.svelte.ts';

const WIDTH = 200; // pixels: the product's edge to half a percent of its width
const VISIBLE = 24; // of 255: the last breath of a shadow is air

/** The part of a view that is drawn on by any option, so that the product fills the stage and stays put when they change. */
export function drawnBox({ artwork, space }: PublishedSpace, viewId: string): Box {
  const view = space.views.find(({ id }) => id === viewId)?.box ?? artwork.box;
  const scale = WIDTH / view[2];
  const height = Math.max(1, Math.round(view[3] * scale));
  const context = new OffscreenCanvas(WIDTH, height).getContext('2d', { willReadFrequently: true });
  if (!context) return view;
  context.setTransform(scale, 0, 0, scale, -view[0] * scale, -view[1] * scale);
  for (const layer of artwork.layers) for (const shape of layer.shapes) paintShape(context, opaque(shape), paths);
  const pixels = context.getImageData(0, 0, WIDTH, height).data;
  let [left, right, top, bottom] = [WIDTH, -1, height, -1];
  for (let at = 0; at < WIDTH * height; at += 1) {
    if ((pixels[at * 4 + 3] ?? 0) < VISIBLE) continue;
    const x = at % WIDTH;
    const y = (at - x) / WIDTH;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  if (right < 0) return view;
  return [left / scale + view[0], top / scale + view[1], (right - left + 1) / scale, (bottom - top + 1) / scale];
}

/** Which colour an open paint will have does not matter here, but a canvas knows no `currentColor`. */
function opaque<Shape extends Parameters<typeof paintShape>[1]>(shape: Shape): Shape {
  const settle = (paint: Shape['fill']): Shape['fill'] =>
    paint === null || paint.kind === 'solid'
      ? paint && { kind: 'solid', colour: '#000000' }
      : {
          ...paint,
          stops: paint.stops.map((stop) => (stop.colour === 'currentColor' ? { ...stop, colour: '#000000' } : stop)),
        };
  return { ...shape, fill: settle(shape.fill), stroke: settle(shape.stroke) };
}

/** Asks once for every view: a product is not drawn anew to see where it is. */
export function remembering(boxOf: (viewId: string) => Box): (viewId: string) => Box {
  const boxes = new Map<string, Box>();
  return (viewId) => {
    const box = boxes.get(viewId) ?? boxOf(viewId);
    boxes.set(viewId, box);
    return box;
  };
}
