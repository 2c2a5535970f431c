import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import { DomainError } from '../errors.ts';
import type {
  Artwork,
  ArtworkColour,
  ArtworkLayer,
  ArtworkPaint,
  ArtworkShape,
  GradientStop,
  Matrix,
} from './artwork.ts';
import { pathBounds, union } from './path-bounds.ts';
import { IDENTITY, multiply, rotate, scale, translate } from './matrix.ts';
import { basicShapePath } from './basic-shape-path.ts';

type Attributes = Readonly<Record<string, string>>;

/** The presentation attributes in force, inherited from the groups around. */
interface Style {
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly lineCap: ArtworkShape['lineCap'];
  readonly lineJoin: ArtworkShape['lineJoin'];
  readonly dash: readonly number[];
  readonly fillRule: ArtworkShape['fillRule'];
  readonly fillOpacity: number;
  readonly strokeOpacity: number;
  readonly opacity: number; // of this and all groups around, multiplied
  readonly matrix: Matrix;
  readonly clip: string | null; // id of a clipPath
}

const PLAIN: Style = {
  fill: '#000000',
  stroke: 'none',
  strokeWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  dash: [],
  fillRule: 'nonzero',
  fillOpacity: 1,
  strokeOpacity: 1,
  opacity: 1,
  matrix: IDENTITY,
  clip: null,
};
const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
const KNOWN = new Set([
  'svg',
  'defs',
  'g',
  'title',
  'desc',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  ...SHAPES,
]);
const MOST_BYTES = 1_000_000;
const MOST_SHAPES = 10_000;

/**
 * Reads an SVG in millimetres into our own shape records; nothing of its markup goes any further.
 * Takes `g`, `path` and the basic shapes with presentation attributes, gradients and clip paths in user space. Top-level
 * groups with an id are the layers; what stands outside of one is the layer `drawing`.
 * @throws DomainError `artwork_invalid` with line and column, saying what is not supported and what is
 */
export function parseArtwork(svg: string): Artwork {
  if (svg.length > MOST_BYTES) refuse(`The drawing has ${svg.length} characters; at most ${MOST_BYTES} are read.`);
  return new ArtworkReader(svg).read();
}

function refuse(message: string, place = ''): never {
  throw new DomainError('artwork_invalid', place === '' ? message : `${place}: ${message}`, { place, message });
}

class ArtworkReader {
  readonly #svg: string;
  readonly #parser = new SaxesParser();
  readonly #styles: Style[] = [PLAIN];
  readonly #path: string[] = [];
  readonly #layers: { id: string; shapes: PendingShape[] }[] = [];
  readonly #gradients = new Map<
    string,
    { readonly tag: string; readonly attributes: Attributes; readonly stops: GradientStop[] }
  >();
  readonly #clips = new Map<string, string[]>();
  #openGradient: string | null = null;
  #openClip: string | null = null;
  #box: Artwork['box'] | null = null;
  #shapeCount = 0;

  constructor(svg: string) {
    this.#svg = svg;
  }

  read(): Artwork {
    this.#parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, ''), this.#place()));
    this.#parser.on('doctype', () => this.#refuse('A document type declaration is not supported; leave it out.'));
    this.#parser.on('opentag', (tag: SaxesTagPlain) => this.#open(tag.name, attributesOf(tag.attributes)));
    this.#parser.on('closetag', (tag: SaxesTagPlain) => this.#close(tag.name));
    this.#parser.write(this.#svg).close();
    const box = this.#box ?? refuse('The drawing has no viewBox; give it viewBox="0 0 width height" in millimetres.');
    const layers = this.#layers.map(({ id, shapes }) =>
      layerOf(
        id,
        shapes.map((shape) => this.#settle(shape)),
        box,
      ),
    );
    return { box, layers: layers.filter(({ shapes }) => shapes.length > 0) };
  }

  #place(): string {
    return `line ${this.#parser.line}, column ${this.#parser.column}`;
  }

  #refuse(message: string): never {
    refuse(message, this.#place());
  }

  #open(tag: string, attributes: Attributes): void {
    if (!KNOWN.has(tag)) this.#refuse(`<${tag}> is not supported; there are ${[...KNOWN].join(', ')}.`);
    for (const name of [
      'style',
      'class',
      'filter',
      'mask',
      'href',
      'xlink:href',
      'gradientTransform',
      'mix-blend-mode',
    ]) {
      if (name in attributes) this.#refuse(`The attribute "${name}" is not supported; use presentation attributes.`);
    }
    const inDefs = this.#path.includes('defs');
    if (tag === 'svg') this.#box = this.#readBox(attributes['viewBox']);
    if (tag === 'g' && this.#path.length === 1 && attributes['id']) this.#addLayer(attributes['id']);
    if (tag === 'linearGradient' || tag === 'radialGradient') this.#openGradientTag(tag, attributes);
    if (tag === 'stop') this.#addStop(attributes);
    if (tag === 'clipPath') {
      this.#openClip = attributes['id'] ?? this.#refuse('A clipPath needs an id.');
      this.#clips.set(this.#openClip, []);
    }
    this.#styles.push(this.#inherit(attributes));
    this.#path.push(tag);
    if (SHAPES.includes(tag)) this.#addShape(tag, attributes, inDefs);
  }

  #close(tag: string): void {
    this.#styles.pop();
    this.#path.pop();
    if (tag === 'clipPath') this.#openClip = null;
    if (tag === 'linearGradient' || tag === 'radialGradient') this.#openGradient = null;
  }

  #readBox(viewBox: string | undefined): Artwork['box'] {
    const [x, y, width, height] = numbers(viewBox ?? '');
    if (
      x === undefined ||
      y === undefined ||
      !(width !== undefined && width > 0) ||
      !(height !== undefined && height > 0)
    ) {
      return this.#refuse('The drawing has no usable viewBox; give it viewBox="0 0 width height" in millimetres.');
    }
    return [x, y, width, height];
  }

  #addLayer(id: string): void {
    if (this.#layers.some((layer) => layer.id === id))
      this.#refuse(`There are two layers "${id}"; every layer needs a name of its own.`);
    this.#layers.push({ id, shapes: [] });
  }

  #openGradientTag(tag: string, attributes: Attributes): void {
    const id = attributes['id'] ?? this.#refuse('A gradient needs an id.');
    if (attributes['gradientUnits'] !== 'userSpaceOnUse')
      this.#refuse(`Gradient "${id}" must have gradientUnits="userSpaceOnUse".`);
    this.#gradients.set(id, { tag, attributes, stops: [] });
    this.#openGradient = id;
  }

  #addStop(attributes: Attributes): void {
    const offset = attributes['offset'] ?? '0';
    const share = offset.endsWith('%') ? Number(offset.slice(0, -1)) / 100 : Number(offset);
    this.#gradients.get(this.#openGradient ?? '')?.stops.push({
      offset: Math.min(1, Math.max(0, this.#number(String(share)))),
      colour: this.#colour(attributes['stop-color'] ?? '#000000'),
      opacity: this.#number(attributes['stop-opacity'] ?? '1'),
    });
  }

  #addShape(tag: string, attributes: Attributes, inDefs: boolean): void {
    const d = basicShapePath(tag, attributes);
    if (d === null) this.#refuse(`<${tag}> has missing or unusable measures.`);
    if (this.#openClip !== null) {
      if ('transform' in attributes) this.#refuse('A shape in a clipPath may not have a transform.');
      this.#clips.get(this.#openClip)?.push(d);
      return;
    }
    if (inDefs) return;
    this.#shapeCount += 1;
    if (this.#shapeCount > MOST_SHAPES) this.#refuse(`The drawing has more than ${MOST_SHAPES} shapes.`);
    if (this.#path[1] !== 'g' && !this.#layers.some(({ id }) => id === 'drawing'))
      this.#layers.push({ id: 'drawing', shapes: [] });
    const layer = this.#path[1] === 'g' ? this.#layers.at(-1) : this.#layers.find(({ id }) => id === 'drawing');
    const style = this.#styles.at(-1) ?? PLAIN;
    if (!layer) this.#refuse('A group at the top of the drawing needs an id: it is a layer.');
    layer.shapes.push({ d, style, place: this.#place() });
  }

  #inherit(attributes: Attributes): Style {
    const parent = this.#styles.at(-1) ?? PLAIN;
    const clip = /^url\(#([^)]+)\)$/.exec(attributes['clip-path'] ?? '')?.[1] ?? null;
    if (attributes['clip-path'] !== undefined && clip === null) this.#refuse('clip-path must be url(#id).');
    const number = (name: string, inherited: number): number =>
      attributes[name] === undefined ? inherited : this.#number(attributes[name]);
    return {
      fill: attributes['fill'] ?? parent.fill,
      stroke: attributes['stroke'] ?? parent.stroke,
      strokeWidth: number('stroke-width', parent.strokeWidth),
      lineCap: oneOf(['butt', 'round', 'square'], attributes['stroke-linecap'], parent.lineCap),
      lineJoin: oneOf(['miter', 'round', 'bevel'], attributes['stroke-linejoin'], parent.lineJoin),
      dash: attributes['stroke-dasharray'] === undefined ? parent.dash : numbers(attributes['stroke-dasharray']),
      fillRule: oneOf(['nonzero', 'evenodd'], attributes['fill-rule'], parent.fillRule),
      fillOpacity: number('fill-opacity', parent.fillOpacity),
      strokeOpacity: number('stroke-opacity', parent.strokeOpacity),
      opacity: parent.opacity * number('opacity', 1),
      matrix: multiply(parent.matrix, this.#matrix(attributes['transform'])),
      clip: clip ?? parent.clip,
    };
  }

  #matrix(transform: string | undefined): Matrix {
    let matrix = IDENTITY;
    for (const [whole, name, list] of (transform ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
      const values = numbers(list ?? '');
      const [a = 0, b, c] = values;
      switch (name) {
        case 'translate':
          matrix = multiply(matrix, translate(a, b ?? 0));
          break;
        case 'scale':
          matrix = multiply(matrix, scale(a, b ?? a));
          break;
        case 'rotate':
          matrix = multiply(
            matrix,
            multiply(translate(b ?? 0, c ?? 0), multiply(rotate(a), translate(-(b ?? 0), -(c ?? 0)))),
          );
          break;
        case 'matrix':
          if (values.length !== 6) this.#refuse(`"${whole}" needs six numbers.`);
          matrix = multiply(matrix, values as unknown as Matrix);
          break;
        default:
          this.#refuse(`The transform "${name}" is not supported; there are translate, scale, rotate and matrix.`);
      }
    }
    return matrix;
  }

  #number(text: string): number {
    const value = Number(text);
    return Number.isFinite(value) ? value : this.#refuse(`"${text}" is not a number.`);
  }

  #colour(text: string): ArtworkColour {
    const colour = text.trim().toLowerCase();
    if (colour === 'currentcolor') return 'currentColor';
    if (/^#[0-9a-f]{6}$/.test(colour)) return colour as `#${string}`;
    if (/^#[0-9a-f]{3}$/.test(colour)) return `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}`;
    return this.#refuse(`"${text}" is not a colour; write #rrggbb, #rgb or currentColor.`);
  }

  #settle({ d, style, place }: PendingShape): ArtworkShape {
    const paint = (value: string): ArtworkPaint | null => {
      if (value === 'none' || value === 'transparent') return null;
      const gradient = /^url\(#([^)]+)\)$/.exec(value)?.[1];
      if (gradient === undefined) return { kind: 'solid', colour: this.#colour(value) };
      return this.#gradient(gradient) ?? refuse(`There is no gradient "${gradient}".`, place);
    };
    const clip = style.clip === null ? null : this.#clips.get(style.clip);
    if (clip === undefined) refuse(`There is no clipPath "${style.clip}".`, place);
    return {
      d,
      matrix: style.matrix,
      fill: paint(style.fill),
      fillRule: style.fillRule,
      fillOpacity: style.fillOpacity,
      stroke: style.strokeWidth > 0 ? paint(style.stroke) : null,
      strokeOpacity: style.strokeOpacity,
      strokeWidth: style.strokeWidth,
      lineCap: style.lineCap,
      lineJoin: style.lineJoin,
      dash: style.dash,
      opacity: style.opacity,
      clip: clip === null ? null : { d: clip.join(''), matrix: IDENTITY },
    };
  }

  #gradient(id: string): ArtworkPaint | null {
    const found = this.#gradients.get(id);
    if (!found) return null;
    const at = (name: string, otherwise = 0): number =>
      found.attributes[name] === undefined ? otherwise : Number(found.attributes[name]);
    if (found.tag === 'linearGradient')
      return { kind: 'linear', from: [at('x1'), at('y1')], to: [at('x2'), at('y2')], stops: found.stops };
    const centre = [at('cx'), at('cy')] as const;
    return {
      kind: 'radial',
      centre,
      focus: [at('fx', centre[0]), at('fy', centre[1])],
      radius: at('r'),
      stops: found.stops,
    };
  }
}

interface PendingShape {
  readonly d: string;
  readonly style: Style;
  readonly place: string;
}

/** With room for half a stroke, mitres included; where a path cannot be measured, the whole sheet. */
function layerOf(id: string, shapes: readonly ArtworkShape[], sheet: Artwork['box']): ArtworkLayer {
  const boxes = shapes.map((shape) => {
    const box = pathBounds(shape.d, shape.matrix);
    const room = shape.stroke === null ? 0 : 2 * shape.strokeWidth * Math.hypot(...shape.matrix.slice(0, 4));
    return box && { minX: box.minX - room, minY: box.minY - room, maxX: box.maxX + room, maxY: box.maxY + room };
  });
  const known = boxes.filter((box) => box !== null);
  const all = known.length === boxes.length ? union(known) : null;
  return { id, shapes, bounds: all ? [all.minX, all.minY, all.maxX - all.minX, all.maxY - all.minY] : sheet };
}

function attributesOf(attributes: Record<string, SaxesAttributePlain | string>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? value : value.value]),
  );
}

function numbers(text: string): number[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number)
    .filter(Number.isFinite);
}

function oneOf<Value extends string>(values: readonly Value[], text: string | undefined, otherwise: Value): Value {
  return values.find((value) => value === text) ?? otherwise;
}
