import fc from 'fast-check';
import type { Design, DesignElement, ParameterValue } from '../design/design.ts';
import type { Space } from '../space/schema.ts';

const anyNumber = fc.oneof(fc.integer({ min: -2_000, max: 8_000 }), fc.constantFrom(0, 1e15, -1e15, 0.5));

/** Elements as a lying client could write them: mostly of the right form, often with wrong values. */
export const anyElement: fc.Arbitrary<DesignElement> = fc.record(
  {
    kind: fc.constantFrom('sticker', 'text', 'stripe', 'shape'),
    zone: fc.constantFrom('body', 'foot', 'body', 'foot', 'nowhere'),
    z: fc.constantFrom('a0', 'a1', 'a2', 'a1V'),
    xf: fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber, anyNumber) as fc.Arbitrary<DesignElement['xf']>,
    fill: fc.constantFrom('black', 'white', 'nothing'),
    asset: fc.constantFrom('star', 'circle', 'square', 'unknown'),
    text: fc.oneof(fc.string({ maxLength: 80, unit: 'binary' }), fc.constantFrom('', 'Hello')),
    font: fc.constantFrom('block', 'unknown'),
    hidden: fc.boolean(),
  },
  { requiredKeys: ['kind', 'zone', 'z', 'xf', 'fill'] },
) as fc.Arbitrary<DesignElement>;

const anyJunk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, '__proto__'),
);

/** Values of a parameter: legal options, amounts around the bounds, and junk. */
export function anyValue(parameter: Space['parameters'][number]): fc.Arbitrary<unknown> {
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...parameter.options.map(({ id }) => id)) }, anyJunk);
    case 'many':
      return fc.oneof({ weight: 6, arbitrary: fc.subarray(parameter.options.map(({ id }) => id)) }, anyJunk);
    case 'number':
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: parameter.min - 2, max: parameter.max + 2 }) },
        anyJunk,
      );
    case 'mix':
      return fc.oneof(
        {
          weight: 6,
          arbitrary: fc.dictionary(
            fc.constantFrom(...parameter.items.map(({ id }) => id)),
            fc.integer({ min: -5, max: 110 }),
          ),
        },
        anyJunk,
      );
    case 'place':
      return anyJunk;
    case 'text':
      return fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('d a r n', 'Ａ', '\u0000', '\ud800'), anyJunk);
  }
}

/** Designs of `space` as they may come out of any document, inside it or not. */
export function anyDesign(space: Space): fc.Arbitrary<Design> {
  const params = fc.record(
    Object.fromEntries(space.parameters.map((parameter) => [parameter.id, anyValue(parameter)])),
    { requiredKeys: [] },
  );
  return fc.record({
    params: params as fc.Arbitrary<Readonly<Record<string, ParameterValue>>>,
    elements: fc.dictionary(fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6'), anyElement),
    story: fc.oneof(fc.string({ maxLength: 40 }), fc.constant('x'.repeat(2_100))),
  });
}
