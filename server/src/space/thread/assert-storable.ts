import { DomainError } from 'shared/errors.ts';

/** Conditions in conditions; everything that calculates with them goes down as deep as they do. */
const DEEPEST = 64;

/**
 * Throws `space_invalid`, with the place, for what neither a database nor a page could keep: control characters, halves of
 * characters, and lists in lists without an end. Looks at every text, also at those that nobody would show.
 */
export function assertStorable(space: unknown): void {
  const open: { readonly value: unknown; readonly place: string; readonly depth: number }[] = [
    { value: space, place: '', depth: 0 },
  ];
  for (let one = open.pop(); one; one = open.pop()) {
    const { value, place, depth } = one;
    if (typeof value === 'string') assertText(value, place);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) throw invalid(place, `is nested more than ${DEEPEST} deep`);
    for (const [key, inner] of Object.entries(value)) {
      assertText(key, place);
      open.push({ value: inner, place: `${place}/${key}`, depth: depth + 1 });
    }
  }
}

function assertText(text: string, place: string): void {
  if (!text.isWellFormed()) throw invalid(place, 'has half of a character (a lone surrogate)');
  const control = /[\p{Cc}\u2028\u2029]/u.exec(text)?.[0].codePointAt(0);
  if (control === undefined) return;
  const name = `U+${control.toString(16).toUpperCase().padStart(4, '0')}`;
  throw invalid(place, `has a control character (${name})`);
}

function invalid(place: string, message: string): DomainError {
  const at = place.length > 200 ? `${place.slice(0, 199)}…` : place || '/';
  return new DomainError('space_invalid', `${at.toWellFormed()}: ${message}`, { place: at.toWellFormed(), message });
}
