type Published = Readonly<Record<string, unknown>>;

/**
 * Where an answer differs from what was published: nothing may be missing or other, more may be there. Numbers agree within
 * the tolerance that was published with them, and without one only if they are equal.
 */
export function differences(found: Published, { tolerance = 0, ...expected }: Published): string[] {
  return differ(found, expected, Number(tolerance), '');
}

function differ(found: unknown, expected: unknown, tolerance: number, at: string): string[] {
  if (typeof expected === 'number' && typeof found === 'number') {
    // The tolerance itself is inside; what binary fractions add to it is not a difference.
    return Math.abs(found - expected) <= tolerance + Number.EPSILON * Math.abs(expected)
      ? []
      : [unlike(found, expected, at)];
  }
  if (typeof expected !== 'object' || expected === null)
    return Object.is(found, expected) ? [] : [unlike(found, expected, at)];
  if (typeof found !== 'object' || found === null || Array.isArray(found) !== Array.isArray(expected))
    return [unlike(found, expected, at)];
  if (Array.isArray(expected) && expected.length !== (found as unknown[]).length) return [unlike(found, expected, at)];
  return Object.entries(expected).flatMap(([key, value]) =>
    differ((found as Published)[key], value, tolerance, at === '' ? key : `${at}.${key}`),
  );
}

function unlike(found: unknown, expected: unknown, at: string): string {
  return `${at}: found ${short(found)}, wanted ${short(expected)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
