import { contrast, inGamut, oklchOf, srgbOf, toHex, type Oklch } from './colour.ts';

/** Colours of a brand for one theme: `accent` is readable as text on `ground`, `onAccent` as text on `accent`. */
interface Accent {
  readonly accent: string;
  readonly onAccent: string;
}
export interface Accents {
  readonly light: Accent;
  readonly dark: Accent;
}

export const READABLE = 4.5; // contrast ratio of WCAG 2.2 AA for text
// What text in the accent stands on at worst: the wash of the accent itself, a little beyond the plain grounds.
export const LIGHT_GROUND = '#e8e3de';
export const DARK_GROUND = '#3a342f';
const WHITE = '#ffffff';
const NEAR_BLACK = '#1b1815';
const STEP = 0.005;

/** `colour` at lightness `l`, with as much of its chroma as a screen can show. */
function atLightness(colour: Oklch, l: number): string {
  let c = colour.c;
  while (c > 0 && !inGamut({ ...colour, l, c })) c -= 0.004;
  return toHex(srgbOf({ ...colour, l, c: Math.max(0, c) }));
}

function firstReadable(colour: Oklch, ground: string, direction: 1 | -1): string {
  for (let l = colour.l; l >= 0 && l <= 1; l += direction * STEP) {
    const hex = atLightness(colour, l);
    if (contrast(hex, ground) >= READABLE) return hex;
  }
  return direction < 0 ? NEAR_BLACK : WHITE;
}

/**
 * The brand's colour for both themes, with its hue kept and its lightness moved only as far as text needs it.
 * @param hex `#rrggbb`
 */
export function accentOf(hex: string): Accents {
  const colour = oklchOf(hex);
  const light = firstReadable(colour, LIGHT_GROUND, -1);
  const dark = firstReadable(colour, DARK_GROUND, 1);
  return { light: { accent: light, onAccent: WHITE }, dark: { accent: dark, onAccent: NEAR_BLACK } };
}

/** A `style` for the element that also carries `data-brand`: everything inside it speaks in the brand's colour. */
export function accentStyle(hex: string): string {
  const { light, dark } = accentOf(hex);
  return `--accent-light:${light.accent};--on-accent-light:${light.onAccent};--accent-dark:${dark.accent};--on-accent-dark:${dark.onAccent}`;
}
