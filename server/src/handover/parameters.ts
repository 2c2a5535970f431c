import { choicesOf } from 'shared/campaigns/choices.ts';
import type { Design } from 'shared/design/design.ts';
import { priceOf } from 'shared/space/price.ts';
import type { Space } from 'shared/space/schema.ts';

/** What was chosen and what it costs, for people and for machines. Cents of the space's currency. */
export function parametersOf(space: Space, design: Design) {
  const price = priceOf(space, design);
  return {
    currency: space.currency,
    parameters: choicesOf(space, design).map(({ parameter, label, value }) => ({
      parameter,
      label,
      value,
      raw: design.params[parameter],
    })),
    price: price.lines,
    totalCents: price.totalCents,
  };
}

/** The same as a table (RFC 4180), in English. */
export function parametersCsv(space: Space, design: Design): string {
  const { parameters, price, totalCents, currency } = parametersOf(space, design);
  const rows = [
    ['kind', 'id', 'label', 'value', 'cents', 'currency'],
    ...parameters.map(({ parameter, label, value }) => ['parameter', parameter, label.en, value.en, '', '']),
    ...price.map(({ label, cents }) => ['price', '', label.en, '', cents, currency]),
    ['total', '', 'Total', '', totalCents, currency],
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // People wrote some of these, and a spreadsheet would run what begins like a formula.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
