import type { Wish } from 'shared/space/engine/evidence.ts';
import { list, t, words } from '../../i18n/i18n.svelte.ts';
import type { WhyNot } from '../answers/answer-source.ts';
import { plainMoney, priceChange } from '../describe.ts';
import { pickName, pickPhrase } from '../picks/pick-words.ts';
import type { Studio } from '../studio.svelte.ts';

/** What it would cost, what it may, and who or what makes it so dear; empty where the price is not the reason. */
export function dearText(studio: Studio, { reason, dear }: WhyNot, wanted: readonly Wish[]): string {
  if (!dear) return '';
  const { currency } = studio.space;
  const names = [
    ...reason.picks.map((pick) => pickPhrase(studio, pick)),
    ...[...reason.defaults, ...wanted].map((wish) => pickName(studio.space, wish)),
  ];
  const parts = [
    ...dear.moreCents.map((cents, at) => ({ name: names[at] ?? '', cents })),
    ...dear.lines.map(({ label, cents }) => ({ name: words(label), cents })),
  ].filter(({ cents }) => cents > 0);
  const said = t('studio.whyNot.dear', {
    least: plainMoney(dear.leastCents, currency),
    most: plainMoney(dear.mostCents, currency),
  });
  if (parts.length === 0) return said;
  const named = parts.map(({ name, cents }) => `${name} ${priceChange(cents, currency)}`);
  return `${said} ${t('studio.whyNot.dearParts', { parts: list(named) })}`;
}
