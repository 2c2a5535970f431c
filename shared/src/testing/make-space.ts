import '../space/engine/encoding-engines.ts';
import type { Design } from '../design/design.ts';
import type { Artwork, ArtworkShape } from '../scene/artwork.ts';
import { defaultParams } from '../space/defaults.ts';
import type { PublishedSpace } from '../space/published-space.ts';
import type { Space } from '../space/schema.ts';

const text = (en: string) => ({ en });

/** A small product with every kind of parameter, three rules and a hollow and a convex zone. */
export function makeSpace(changes: Partial<Space> = {}): Space {
  return {
    schema: 'space/1',
    id: 'lamp',
    label: text('Lamp'),
    summary: text('A lamp to test with'),
    currency: 'EUR',
    basePriceCents: 5_000,
    elementPriceCents: { sticker: 150 },
    priceLines: [
      {
        id: 'set',
        label: text('Set'),
        when: ['and', ['is', 'shade', 'glass'], ['has', 'extras', 'dimmer']],
        cents: -200,
      },
    ],
    sections: [{ id: 'all', label: text('All') }],
    parameters: [
      {
        kind: 'one',
        id: 'shade',
        label: text('Shade'),
        section: 'all',
        options: [
          { id: 'paper', label: text('Paper'), colour: '#f4efe6' },
          { id: 'glass', label: text('Glass'), colour: '#88bbcc', priceCents: 900 },
          { id: 'metal', label: text('Metal'), colour: '#555555', priceCents: 400 },
        ],
        default: 'paper',
      },
      {
        kind: 'one',
        id: 'bulb',
        label: text('Bulb'),
        section: 'all',
        options: [
          { id: 'warm', label: text('Warm') },
          { id: 'hot', label: text('Hot'), priceCents: 100 },
        ],
        default: 'warm',
      },
      {
        kind: 'many',
        id: 'extras',
        label: text('Extras'),
        section: 'all',
        options: [
          { id: 'dimmer', label: text('Dimmer'), priceCents: 700 },
          { id: 'clamp', label: text('Clamp') },
          { id: 'usb', label: text('USB') },
        ],
        default: [],
      },
      {
        kind: 'number',
        id: 'cable',
        label: text('Cable'),
        section: 'all',
        min: 1,
        max: 5,
        step: 2,
        unit: text('m'),
        default: 1,
        centsPerUnit: 50,
      },
      {
        kind: 'mix',
        id: 'light',
        label: text('Light'),
        section: 'all',
        total: 100,
        step: 5,
        maxItems: 2,
        unit: text('%'),
        items: [
          { id: 'red', label: text('Red'), min: 5, max: 60, colour: '#ff0000' },
          { id: 'green', label: text('Green'), min: 5, max: 100, colour: '#00ff00' },
          { id: 'blue', label: text('Blue'), min: 20, max: 90, colour: '#0000ff', priceCents: 30 },
        ],
        default: { green: 60, blue: 40 },
      },
      {
        kind: 'text',
        id: 'name',
        label: text('Name'),
        section: 'all',
        maxLength: 8,
        blockedWords: ['darn'],
        default: 'Lux',
      },
    ],
    rules: [
      {
        id: 'paper-burns',
        when: ['is', 'bulb', 'hot'],
        then: ['not', ['is', 'shade', 'paper']],
        because: text('paper would scorch'),
      },
      { id: 'one-hand', then: ['count', 'extras', ['dimmer', 'usb'], 0, 1], because: text('there is one socket') },
      {
        id: 'clamp-short',
        when: ['has', 'extras', 'clamp'],
        then: ['le', [[1, 'cable']], 3],
        because: text('a clamp lamp stands near'),
      },
    ],
    views: [{ id: 'front', label: text('Front'), box: [0, 0, 100, 100] }],
    layers: [
      { layer: 'shade', colourOf: 'shade' },
      { layer: 'glow', when: ['is', 'bulb', 'hot'], ink: 'black' },
    ],
    texts: [{ parameter: 'name', after: 'shade', view: 'front', box: [10, 80, 40, 10], font: 'block', ink: 'black' }],
    zones: [
      {
        id: 'body',
        label: text('Body'),
        view: 'front',
        polygon: [
          [10, 10],
          [60, 10],
          [60, 60],
          [10, 60],
        ],
        after: 'shade',
        kinds: ['sticker', 'text', 'stripe', 'shape'],
        maxElements: 3,
        minSizeMm: 5,
        maxSizeMm: 40,
      },
      {
        id: 'foot',
        label: text('Foot'),
        view: 'front',
        // A U: what lies across its opening has its corners inside, but is not inside.
        polygon: [
          [0, 65],
          [20, 65],
          [20, 85],
          [40, 85],
          [40, 65],
          [60, 65],
          [60, 100],
          [0, 100],
        ],
        after: 'glow',
        when: ['not', ['is', 'shade', 'metal']],
        because: text('a metal foot is bare'),
        kinds: ['sticker', 'shape'],
        maxElements: 2,
        minSizeMm: 4,
        maxSizeMm: 30,
      },
    ],
    inks: [
      { id: 'black', label: text('Black'), colour: '#111111' },
      { id: 'white', label: text('White'), colour: '#fafafa' },
    ],
    fonts: ['block'],
    stickers: [{ id: 'star', label: text('Star') }],
    maxElements: 4,
    starters: [{ id: 'night', label: text('Night'), params: { bulb: 'hot', shade: 'glass' } }],
    ...changes,
  };
}

/** A shape that paints `currentColor` unless told otherwise. */
export function makeShape(changes: Partial<ArtworkShape> = {}): ArtworkShape {
  return {
    d: 'M0 0H100V100H0Z',
    matrix: [1, 0, 0, 1, 0, 0],
    fill: { kind: 'solid', colour: 'currentColor' },
    fillRule: 'nonzero',
    fillOpacity: 1,
    stroke: null,
    strokeOpacity: 1,
    strokeWidth: 0,
    lineCap: 'butt',
    lineJoin: 'miter',
    dash: [],
    opacity: 1,
    clip: null,
    ...changes,
  };
}

/** The lamp with a drawing of two layers and a sticker. */
export function makePublishedSpace(changes: Partial<Space> = {}): PublishedSpace {
  const artwork: Artwork = {
    box: [0, 0, 100, 100],
    layers: [
      { id: 'shade', shapes: [makeShape()], bounds: [0, 0, 100, 100] },
      { id: 'glow', shapes: [makeShape()], bounds: [0, 0, 100, 100] },
    ],
  };
  const star: Artwork = {
    box: [0, 0, 100, 50],
    layers: [{ id: 'drawing', shapes: [makeShape()], bounds: [0, 0, 100, 50] }],
  };
  return { space: makeSpace(changes), artwork, stickers: { star } };
}

/** A design of the lamp with its defaults. */
export function makeDesign(changes: Partial<Design> = {}, space: Space = makeSpace()): Design {
  return { params: defaultParams(space), elements: {}, story: '', ...changes };
}
