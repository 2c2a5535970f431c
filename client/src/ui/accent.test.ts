import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentOf, DARK_GROUND, LIGHT_GROUND, READABLE } from './accent.ts';
import { contrast, oklchOf } from './colour.ts';

const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('every brand colour becomes readable in both themes, as text and under text', () => {
  fc.assert(
    fc.property(anyHex, (hex) => {
      const { light, dark } = accentOf(hex);
      expect(contrast(light.accent, LIGHT_GROUND)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(light.accent, light.onAccent)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(dark.accent, DARK_GROUND)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(dark.accent, dark.onAccent)).toBeGreaterThanOrEqual(READABLE);
    }),
  );
});

test('a colour that is readable as it is stays as it is', () => {
  expect(accentOf('#9c1c2e').light.accent).toBe('#9c1c2e');
  expect(accentOf('#f2b84b').dark.accent).toBe('#f2b84b');
});

test('a pale colour is darkened and keeps its hue', () => {
  const { light } = accentOf('#f2c230');
  expect(oklchOf(light.accent).l).toBeLessThan(oklchOf('#f2c230').l);
  expect(Math.abs(oklchOf(light.accent).h - oklchOf('#f2c230').h)).toBeLessThan(0.08);
});

test('black and white are the ends of the scale', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(oklchOf('#ffffff').l).toBeCloseTo(1, 3);
});
