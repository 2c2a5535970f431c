import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import type { Design, DesignElement, Transform } from 'shared/design/design.ts';
import { fitIntoZone, UNITS_PER_MM } from 'shared/design/geometry.ts';
import { type GlyphTables, textAspect } from 'shared/scene/glyphs.ts';
import type { Params } from 'shared/space/condition.ts';
import { complete, defaultParams } from 'shared/space/defaults.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { violations } from 'shared/space/violations.ts';
import { generateNKeysBetween } from 'fractional-indexing';

/** How a demo design is written down: choices that differ from the defaults, and elements from the bottom up. */
const DemoDesignSchema = Type.Object(
  {
    /** Slug of the demo campaign that it was made for. */
    campaign: Type.String(),
    title: Type.String({ minLength: 1, maxLength: 60 }),
    story: Type.String({ maxLength: 2000 }),
    params: Type.Record(Type.String(), Type.Unknown()),
    elements: Type.Array(
      Type.Object(
        {
          kind: Type.Union([
            Type.Literal('sticker'),
            Type.Literal('text'),
            Type.Literal('stripe'),
            Type.Literal('shape'),
          ]),
          zone: Type.String(),
          /** Middle, in millimetres from the upper left corner of the zone's bounding box. */
          at: Type.Tuple([Type.Number(), Type.Number()]),
          /** Height in millimetres; of a sticker and a text the width follows from its proportions. */
          height: Type.Number(),
          width: Type.Optional(Type.Number()),
          /** Degrees clockwise. */
          rotation: Type.Optional(Type.Number()),
          ink: Type.String(),
          asset: Type.Optional(Type.String()),
          text: Type.Optional(Type.String()),
          font: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type DemoDesign = Static<typeof DemoDesignSchema>;

/** The demo designs of a product, from `demo-designs.json` in its folder. Throws where one is not of the form. */
export async function readDemoDesigns(folder: string): Promise<readonly DemoDesign[]> {
  const designs: unknown = JSON.parse(await readFile(join(folder, 'demo-designs.json'), 'utf8'));
  return Value.Parse(Type.Array(DemoDesignSchema), designs);
}

/**
 * A demo design as the content of a document.
 * @throws Error naming the design where it lies outside its space, so that a demo never shows what nobody could make
 */
export function designFromDemo(published: PublishedSpace, fonts: GlyphTables, demo: DemoDesign): Design {
  const { space } = published;
  const zs = generateNKeysBetween(null, null, demo.elements.length);
  const elements = demo.elements.map((written, index): [string, DesignElement] => {
    const zone = space.zones.find(({ id }) => id === written.zone);
    if (!zone) throw new Error(`Demo design "${demo.title}": there is no zone "${written.zone}".`);
    const height = written.height * UNITS_PER_MM;
    const width = height * aspectOf(published, fonts, written);
    const wanted: Transform = [
      Math.round(written.at[0] * UNITS_PER_MM),
      Math.round(written.at[1] * UNITS_PER_MM),
      Math.round(width),
      Math.round(height),
      Math.round((((written.rotation ?? 0) % 360) + 360) % 360) * 10,
    ];
    const xf = fitIntoZone(zone, written.kind, wanted) ?? wanted;
    const { kind, asset, text, font } = written;
    const given = {
      ...(asset === undefined ? {} : { asset }),
      ...(text === undefined ? {} : { text }),
      ...(font === undefined ? {} : { font }),
    };
    return [`demo-${index + 1}`, { kind, zone: zone.id, z: zs[index] ?? 'a0', xf, fill: written.ink, ...given }];
  });
  const params = complete(space, { ...defaultParams(space), ...(demo.params as Params) });
  const design: Design = { params, elements: Object.fromEntries(elements), story: demo.story };
  const first = violations(space, design)[0];
  if (first)
    throw new Error(
      `Demo design "${demo.title}" is outside its space: ${first.code} at ${first.path} ${first.rule ?? ''}`,
    );
  return design;
}

function aspectOf({ stickers }: PublishedSpace, fonts: GlyphTables, element: DemoDesign['elements'][number]): number {
  if (element.kind === 'sticker') {
    const box = stickers[element.asset ?? '']?.box;
    return box ? box[2] / box[3] : 1;
  }
  if (element.kind === 'text') {
    const font = fonts[element.font ?? ''];
    return font ? textAspect(font, element.text ?? '') : 1;
  }
  return (element.width ?? element.height) / element.height;
}
