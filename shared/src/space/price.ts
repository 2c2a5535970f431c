import type { Design } from '../design/design.ts';
import type { Localized } from '../localized.ts';
import { holds } from './condition.ts';
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
  const lines: PriceLine[] = [{ label: space.label, cents: space.basePriceCents }];
  for (const parameter of space.parameters) lines.push(...linesOf(parameter, design));
  for (const kind of ['sticker', 'text', 'stripe', 'shape'] as const) {
    const count = Object.values(design.elements).filter(
      (element) => element.kind === kind && element.hidden !== true,
    ).length;
    lines.push({ label: ELEMENT_LABELS[kind], cents: count * (space.elementPriceCents?.[kind] ?? 0) });
  }
  for (const line of space.priceLines ?? []) {
    if (holds(space, design.params, line.when)) lines.push({ label: line.label, cents: line.cents });
  }
  const shown = lines.filter((line, index) => index === 0 || line.cents !== 0);
  return { lines: shown, totalCents: shown.reduce((sum, line) => sum + line.cents, 0) };
}

function linesOf(parameter: Parameter, design: Design): PriceLine[] {
  const value = design.params[parameter.id];
  switch (parameter.kind) {
    case 'one': {
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
      // The price of an item is for being in the mix at all, whatever its amount.
      return parameter.items
        .filter((item) => ((value as Readonly<Record<string, number>>)[item.id] ?? 0) > 0)
        .map((item) => ({ label: item.label, cents: item.priceCents ?? 0 }));
    case 'text':
      return [];
  }
}
