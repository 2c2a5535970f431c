/**
 * A whole number of the last decimal as people read it, with a point: 845 with one decimal is `84.5`. Exact; screens
 * write it in the reader's own way with `decimalOf`.
 */
export function decimalText(value: number, decimals = 0): string {
  if (decimals === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
}

/** 845 with one decimal is 84.5: to be shown, never to be compared or added. */
export function decimalOf(value: number, decimals = 0): number {
  return value / 10 ** decimals;
}
