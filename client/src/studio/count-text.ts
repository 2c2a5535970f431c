import { localeTag } from '../i18n/format.ts';
import { i18n, t } from '../i18n/i18n.svelte.ts';
import { numberFormat } from '../i18n/number-format.ts';

const EXACT_BELOW = 1_000_000n;

/** A number of designs, exact where one can still read it: 1,204 · 2.8 × 10¹². */
export function countText(count: bigint): string {
  const tag = localeTag(i18n.language);
  if (count < EXACT_BELOW) return numberFormat(tag).format(count);
  // Of the digits, so that it is right also where no double reaches; cut off, never up to a design more than there are.
  const digits = count.toString();
  const mantissa = numberFormat(tag, { minimumFractionDigits: 1 }).format(Number(digits.slice(0, 2)) / 10);
  const exponent = [...String(digits.length - 1)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${mantissa}\u00a0×\u00a010${exponent}`;
}

/** 1,204 designs · 1 design */
export function leftText(count: bigint): string {
  return t('studio.left', named(count));
}

/** 1,204 designs left · about 2.8 × 10¹² designs left */
export function leftTotalText(count: bigint, isAbout = false): string {
  return t(isAbout ? 'studio.left.about' : 'studio.left.total', named(count));
}

/** Ready to read, and as a number that grammar goes by. */
function named(count: bigint): { readonly count: string; readonly number: number } {
  return { count: countText(count), number: count < 2n ? Number(count) : 2 };
}
