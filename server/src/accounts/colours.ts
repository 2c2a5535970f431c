import { createHash } from 'node:crypto';

/** Colours of cursors and outlines: apart from each other, and readable under white text as well as on light and dark. */
export const COLOURS = [
  '#c2410c',
  '#a16207',
  '#4d7c0f',
  '#15803d',
  '#0f766e',
  '#0e7490',
  '#0369a1',
  '#1d4ed8',
  '#6d28d9',
  '#a21caf',
  '#be185d',
  '#b91c1c',
] as const;

/** The same colour for the same text, always. */
export function colourFor(text: string): string {
  const pick = createHash('sha256').update(text).digest().readUInt32BE(0) % COLOURS.length;
  return COLOURS[pick] ?? COLOURS[0];
}
