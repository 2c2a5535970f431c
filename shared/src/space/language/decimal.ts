/** An exact decimal number: `digits` × 10^−`places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** @param text digits with at most one point, as the lexer takes them */
export function decimalOf(text: string): Decimal {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

/** The number in units of 10^−`places`; null where that is not whole or too large to be exact. */
export function inUnits({ digits, places: own }: Decimal, places: number): number | null {
  const scaled = digits * 10n ** BigInt(Math.max(0, places - own));
  const divisor = 10n ** BigInt(Math.max(0, own - places));
  return scaled % divisor === 0n ? safe(scaled / divisor) : null;
}

/** As a number, where a number is exact. */
export function safe(value: bigint): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** 845 with 1 place is `84.5`, 840 is `84`; with `keep` all places are written: `84.0`. */
export function printDecimal(units: bigint | number, places: number, keep = false): string {
  const value = BigInt(units);
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const fraction = places === 0 ? '' : digits.slice(-places);
  const shown = keep ? fraction : fraction.replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${places === 0 ? digits : digits.slice(0, -places)}${shown === '' ? '' : `.${shown}`}`;
}

/** `1.19`, `-0.40`, `650`: cents in units of the currency. */
export function printMoney(cents: number): string {
  return printDecimal(cents, 2, cents % 100 !== 0);
}

/** As `printMoney`, with a plus sign where it adds: `+0.10`. */
export function printPrice(cents: number): string {
  return `${cents < 0 ? '' : '+'}${printMoney(cents)}`;
}

/** The greatest number that divides all; of none, or of zeros only, 0. */
export function gcd(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => {
    let [x, y] = [a, b < 0n ? -b : b];
    while (y !== 0n) [x, y] = [y, x % y];
    return x;
  }, 0n);
}
