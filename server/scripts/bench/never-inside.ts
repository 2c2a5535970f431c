import type { Design, ParameterValue } from 'shared/design/design.ts';
import { seededRandom } from 'shared/seeded-random.ts';
import { choiceParameters } from 'shared/space/defaults.ts';
import { nearestValue } from 'shared/space/parameter-value.ts';
import type { Space } from 'shared/space/schema.ts';

const ELEMENTS = 6;

/** Designs of random choices, each a legal value, with elements that are wrong in several ways. The same every time. */
export function neverInside(space: Space, count: number): Design[] {
  const random = seededRandom('never inside');
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const valueOf = (parameter: ReturnType<typeof choiceParameters>[number]): ParameterValue => {
    switch (parameter.kind) {
      case 'one':
      case 'colour':
        return parameter.options[upTo(parameter.options.length - 1)]?.id ?? parameter.default;
      case 'many':
        return parameter.options.map(({ id }) => id).filter(() => random() < 0.5);
      case 'number':
        return nearestValue(parameter, parameter.min + upTo(parameter.max - parameter.min));
      case 'mix': {
        const chosen = parameter.items.filter(() => random() < 0.4);
        return nearestValue(parameter, Object.fromEntries(chosen.map(({ id }) => [id, 1 + upTo(parameter.total)])));
      }
      case 'text':
        return parameter.default;
    }
  };
  const element = (at: number): Design['elements'][string] => ({
    kind: at % 2 === 0 ? 'text' : 'sticker',
    zone: space.zones[upTo(space.zones.length - 1)]?.id ?? 'nowhere',
    z: `a${at}`,
    xf: [upTo(9_000), upTo(9_000), upTo(900), upTo(900), upTo(3_599)],
    fill: 'nothing',
    asset: 'unknown',
    text: 'x',
    font: 'unknown',
  });
  return Array.from({ length: count }, () => ({
    params: Object.fromEntries(choiceParameters(space).map((parameter) => [parameter.id, valueOf(parameter)])),
    elements: Object.fromEntries(Array.from({ length: ELEMENTS }, (_, at) => [`e${at}`, element(at)])),
    story: '',
  }));
}
