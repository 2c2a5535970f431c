import { Resvg } from '@resvg/resvg-js';
import type { Design } from 'shared/design/design.ts';
import { sceneOf } from 'shared/scene/scene.ts';
import { svgOf } from 'shared/scene/write-svg.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { glyphTables } from './fonts.ts';

export interface PictureOptions {
  /** A view of the space; null: the whole sheet. Default: the first view. */
  readonly view?: string | null;
  /** `#rrggbb`; without it the ground is transparent. */
  readonly background?: string;
}

/** A design as an SVG document; in millimetres unless `widthPx` is given. Texts are outlines, so it needs no fonts. */
export async function renderSvg(
  published: PublishedSpace,
  design: Design,
  options: PictureOptions & { readonly widthPx?: number } = {},
): Promise<string> {
  const view = options.view === undefined ? (published.space.views[0]?.id ?? null) : options.view;
  const scene = sceneOf(published, design, view, await glyphTables(fontsOf(published, design)));
  const { widthPx, background } = options;
  return svgOf(scene, {
    ...(widthPx === undefined ? {} : { widthPx }),
    ...(background === undefined ? {} : { background }),
  });
}

/** A design as a PNG, `widthPx` wide; about 50 ms for 1200 pixels. Equal designs give equal bytes. */
export async function renderPng(
  published: PublishedSpace,
  design: Design,
  options: PictureOptions & { readonly widthPx: number },
): Promise<Uint8Array> {
  const svg = await renderSvg(published, design, options);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: options.widthPx },
    font: { loadSystemFonts: false },
  });
  return picture.render().asPng();
}

/** The fonts that the texts of a design use, as far as the space has them. */
function fontsOf({ space }: PublishedSpace, design: Design): string[] {
  const used = [
    ...(space.texts ?? []).map(({ font }) => font),
    ...Object.values(design.elements).flatMap(({ font }) => (font === undefined ? [] : [font])),
  ];
  return used.filter((font) => space.fonts.includes(font));
}
