import { expect, test } from 'vitest';
import { preferredLanguage } from './detect.ts';

test('the chosen language comes before those of the browser', () => {
  expect(preferredLanguage('nl', ['de-AT', 'en'])).toBe('nl');
});
test('else the first language of the browser that we speak', () => {
  expect(preferredLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
});
test('else English, also after a choice that we do not know', () => {
  expect(preferredLanguage('tlh', ['fr'])).toBe('en');
});
