import type { SpaceText } from 'shared/space/language/parse-space.ts';
import type { Space } from 'shared/space/schema.ts';

/** What of a space its rules and prices are; the rest is its drawing. */
const LOGICAL: Readonly<Record<keyof SpaceText, true>> = {
  schema: true,
  id: true,
  label: true,
  summary: true,
  currency: true,
  basePriceCents: true,
  priceLines: true,
  sections: true,
  parameters: true,
  rules: true,
};

export function isLogicalKey(key: string): boolean {
  return Object.hasOwn(LOGICAL, key);
}

/** What of a space its drawing is. */
export function drawingOf(space: Space): Omit<Space, keyof SpaceText> {
  return Object.fromEntries(Object.entries(space).filter(([key]) => !isLogicalKey(key))) as unknown as Omit<
    Space,
    keyof SpaceText
  >;
}

/** A space without its drawing, as it can be written in words. */
export function logicalPart(space: Space): SpaceText {
  return Object.fromEntries(Object.entries(space).filter(([key]) => isLogicalKey(key))) as unknown as SpaceText;
}
