import type { ArtworkPaint, ArtworkShape, Matrix } from './artwork.ts';
import { IDENTITY } from './matrix.ts';
import type { Scene, SceneNode } from './scene.ts';

export interface SvgOptions {
  /** Width of the picture in pixels; without it the SVG is in millimetres. */
  readonly widthPx?: number;
  /** `#rrggbb` behind everything; without it the ground is transparent. */
  readonly background?: string;
}

/** A scene as an SVG document of its own: shapes only, nothing that loads or runs. */
export function svgOf(scene: Scene, options: SvgOptions = {}): string {
  const defs = new Definitions();
  const body = scene.nodes.map((node) => writeNode(node, defs)).join('\n');
  const [x, y, width, height] = scene.box;
  const size =
    options.widthPx === undefined
      ? `width="${num(width)}mm" height="${num(height)}mm"`
      : `width="${options.widthPx}" height="${Math.round((options.widthPx * height) / width)}"`;
  const ground = options.background
    ? `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${options.background}"/>\n`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[x, y, width, height].map(num).join(' ')}" ${size}>\n<defs>${defs.text()}</defs>\n${ground}${body}\n</svg>\n`;
}

/** Gradients and clips, each written once and named in the order of first use. */
class Definitions {
  readonly #names = new Map<string, string>();

  text(): string {
    return [...this.#names].map(([content, name]) => content.replace('@', name)).join('');
  }

  clip(d: string, matrix: Matrix = IDENTITY): string {
    return this.#name(`<clipPath id="@"><path d="${d}"${transformOf(matrix)}/></clipPath>`, 'c');
  }

  paint(paint: ArtworkPaint | null): string {
    if (paint === null) return 'none';
    if (paint.kind === 'solid') return paint.colour;
    const stops = paint.stops
      .map(
        ({ offset, colour, opacity }) =>
          `<stop offset="${num(offset)}" stop-color="${colour}"${opacity < 1 ? ` stop-opacity="${num(opacity)}"` : ''}/>`,
      )
      .join('');
    const name =
      paint.kind === 'linear'
        ? this.#name(
            `<linearGradient id="@" gradientUnits="userSpaceOnUse" x1="${num(paint.from[0])}" y1="${num(paint.from[1])}" x2="${num(paint.to[0])}" y2="${num(paint.to[1])}">${stops}</linearGradient>`,
            'g',
          )
        : this.#name(
            `<radialGradient id="@" gradientUnits="userSpaceOnUse" cx="${num(paint.centre[0])}" cy="${num(paint.centre[1])}" fx="${num(paint.focus[0])}" fy="${num(paint.focus[1])}" r="${num(paint.radius)}">${stops}</radialGradient>`,
            'g',
          );
    return `url(#${name})`;
  }

  #name(content: string, prefix: string): string {
    const known = this.#names.get(content);
    if (known !== undefined) return known;
    const name = `${prefix}${this.#names.size + 1}`;
    this.#names.set(content, name);
    return name;
  }
}

function writeNode(node: SceneNode, defs: Definitions): string {
  const shapes = node.shapes.map((shape) => writeShape(shape, defs)).join('');
  const inner = `<g id="${node.kind}-${escapeText(node.id)}"${transformOf(node.matrix)}>${shapes}</g>`;
  return node.clip === null ? inner : `<g clip-path="url(#${defs.clip(node.clip)})">${inner}</g>`;
}

function writeShape(shape: ArtworkShape, defs: Definitions): string {
  const attributes = [`d="${shape.d}"`, `fill="${defs.paint(shape.fill)}"`];
  const add = (condition: boolean, name: string, value: string): void => {
    if (condition) attributes.push(`${name}="${value}"`);
  };
  add(shape.fill !== null && shape.fillRule === 'evenodd', 'fill-rule', 'evenodd');
  add(shape.fill !== null && shape.fillOpacity < 1, 'fill-opacity', num(shape.fillOpacity));
  if (shape.stroke !== null) {
    add(true, 'stroke', defs.paint(shape.stroke));
    add(true, 'stroke-width', num(shape.strokeWidth));
    add(shape.strokeOpacity < 1, 'stroke-opacity', num(shape.strokeOpacity));
    add(shape.lineCap !== 'butt', 'stroke-linecap', shape.lineCap);
    add(shape.lineJoin !== 'miter', 'stroke-linejoin', shape.lineJoin);
    add(shape.dash.length > 0, 'stroke-dasharray', shape.dash.map(num).join(' '));
  }
  add(shape.opacity < 1, 'opacity', num(shape.opacity));
  const path = `<path ${attributes.join(' ')}${transformOf(shape.matrix)}/>`;
  return shape.clip === null ? path : `<g clip-path="url(#${defs.clip(shape.clip.d, shape.clip.matrix)})">${path}</g>`;
}

function transformOf(matrix: Matrix): string {
  const isIdentity = matrix.every((value, index) => value === IDENTITY[index]);
  return isIdentity ? '' : ` transform="matrix(${matrix.map(num).join(' ')})"`;
}

/** At most six decimals: a nanometre of the artwork, and the same text on every machine. */
function num(value: number): string {
  return String(Number(value.toFixed(6)));
}

function escapeText(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_');
}
