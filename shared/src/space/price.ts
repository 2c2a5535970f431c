import type { Design, ParameterValue } from '../design/design.ts';
import type { Localized } from '../localized.ts';
import { holds, type Params } from './condition.ts';
import type { ElementKind, Parameter, Space } from './schema.ts';

export interface PriceLine {
  readonly label: Localized;
  /** Integer cents of the space's currency; negative for a discount. */
  readonly cents: number;
}
export interface Price {
  readonly totalCents: number;
  /** The base first, then what differs from it; lines of 0 cents are left out. Sums to the total. */
  readonly lines: readonly PriceLine[];
}

const ELEMENT_LABELS: Record<ElementKind, Localized> = {
  sticker: { en: 'Stickers', nl: 'Stickers', de: 'Sticker' },
  text: { en: 'Text', nl: 'Tekst', de: 'Text' },
  stripe: { en: 'Stripes', nl: 'Strepen', de: 'Streifen' },
  shape: { en: 'Shapes', nl: 'Vormen', de: 'Formen' },
};

/** What a design costs. Always computed, never stored in the document: nobody can forge it. */
export function priceOf(space: Space, design: Design): Price {
  const lines: PriceLine[] = choiceLines(space, design.params);
  for (const kind of ['sticker', 'text', 'stripe', 'shape'] as const) {
    const count = Object.values(design.elements).filter(
      (element) => element.kind === kind && element.hidden !== true,
    ).length;
    lines.push({ label: ELEMENT_LABELS[kind], cents: count * (space.elementPriceCents?.[kind] ?? 0) });
  }
  lines.push(...conditionalLines(space, design.params));
  const shown = lines.filter((line, index) => index === 0 || line.cents !== 0);
  return { lines: shown, totalCents: sumOf(shown) };
}

/** What the choices cost together, in cents, without any elements: what rules mean by `price`. */
export function choicesPriceCents(space: Space, params: Params): number {
  return sumOf([...choiceLines(space, params), ...conditionalLines(space, params)]);
}

function choiceLines(space: Space, params: Params): PriceLine[] {
  const base = { label: space.label, cents: space.basePriceCents };
  return [base, ...space.parameters.flatMap((parameter) => linesOf(parameter, params[parameter.id]))];
}

function conditionalLines(space: Space, params: Params): PriceLine[] {
  return (space.priceLines ?? [])
    .filter((line) => holds(space, params, line.when))
    .map(({ label, cents }) => ({ label, cents }));
}

function sumOf(lines: readonly PriceLine[]): number {
  return lines.reduce((sum, line) => sum + line.cents, 0);
}

function linesOf(parameter: Parameter, value: ParameterValue | undefined): PriceLine[] {
  switch (parameter.kind) {
    case 'one':
    case 'colour': {
      const option = parameter.options.find((candidate) => candidate.id === value);
      return option ? [{ label: option.label, cents: option.priceCents ?? 0 }] : [];
    }
    case 'many':
      return parameter.options
        .filter((option) => Array.isArray(value) && value.includes(option.id))
        .map((option) => ({ label: option.label, cents: option.priceCents ?? 0 }));
    case 'number':
      return [{ label: parameter.label, cents: (value as number) * (parameter.centsPerUnit ?? 0) }];
    case 'mix':
      return parameter.items.flatMap(({ id, label, priceCents = 0, centsPerUnit = 0 }) => {
        const amount = (value as Readonly<Record<string, number>>)[id] ?? 0;
        return amount > 0 ? [{ label, cents: priceCents + amount * centsPerUnit }] : [];
      });
    case 'text':
    case 'place':
      return [];
  }
}
