import type { Design, ParameterValue } from '../design/design.ts';
import { LANGUAGES, localize, type Localized } from '../localized.ts';
import { decimalText } from '../space/decimal.ts';
import type { Parameter, Space } from '../space/schema.ts';

/** One parameter of a design, ready to read. */
export interface Choice {
  readonly parameter: string;
  readonly label: Localized;
  readonly value: Localized;
}

const NONE = '–';

/** What was chosen, in the order of the space. */
export function choicesOf(space: Space, design: Design): Choice[] {
  // What was placed is counted by its zones and seen on the picture: it is no choice to read.
  const chosen = space.parameters.filter(({ kind }) => kind !== 'place');
  return chosen.map((parameter) => ({
    parameter: parameter.id,
    label: parameter.label,
    value: valueOf(parameter, design.params[parameter.id]),
  }));
}

function valueOf(parameter: Parameter, value: ParameterValue | undefined): Localized {
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return parameter.options.find(({ id }) => id === value)?.label ?? { en: String(value ?? NONE) };
    case 'many': {
      const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
      return join(parameter.options.filter(({ id }) => chosen.includes(id)).map(({ label }) => [label]));
    }
    case 'number':
      return join([
        [{ en: typeof value === 'number' ? decimalText(value, parameter.decimals) : NONE }, parameter.unit],
      ]);
    case 'mix': {
      const amounts = typeof value === 'object' ? (value as Readonly<Record<string, number>>) : {};
      const used = parameter.items.filter(({ id }) => (amounts[id] ?? 0) > 0);
      return join(used.map(({ id, label }) => [label, { en: String(amounts[id]) }, parameter.unit]));
    }
    case 'text':
    case 'place':
      return { en: value === undefined || value === '' ? NONE : String(value) };
  }
}

/** Parts as `a b, c d`, in every language that one of the words has. */
function join(parts: readonly (readonly Localized[])[]): Localized {
  if (parts.length === 0) return { en: NONE };
  const inLanguage = (language: (typeof LANGUAGES)[number]): string =>
    parts.map((words) => words.map((word) => localize(word, language)).join(' ')).join(', ');
  const written = LANGUAGES.filter((language) => language !== 'en' && parts.flat().some((word) => language in word));
  return { en: inLanguage('en'), ...Object.fromEntries(written.map((language) => [language, inLanguage(language)])) };
}
