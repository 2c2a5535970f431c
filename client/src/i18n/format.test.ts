import { expect, test } from 'vitest';
import { distance, formatBytes, formatDay, formatMoment, formatMoney, formatRelative } from './format.ts';

const now = new Date('2026-11-23T12:00:00Z');
const after = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
/** Intl puts no-break spaces where a line may not break. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('money comes from whole cents and keeps them where they matter', () => {
  expect(plain(formatMoney(1_490_000, 'EUR', 'en'))).toBe('€14,900');
  expect(plain(formatMoney(240, 'EUR', 'nl'))).toBe('€ 2,40');
  expect(plain(formatMoney(200, 'EUR', 'de'))).toBe('2,00 €');
  expect(plain(formatMoney(1_490_050, 'EUR', 'de'))).toBe('14.900,50 €');
});

test('a moment has its weekday and its time zone', () => {
  const at = new Date('2026-12-03T17:00:00Z');
  expect(plain(formatMoment(at, 'en', 'Europe/Amsterdam'))).toMatch(/^Thu,? 3 December 2026 at 18:00 CET$/);
  expect(plain(formatMoment(at, 'nl', 'Europe/Amsterdam'))).toMatch(/^do 3 december 2026 .*18:00 CET$/);
  expect(plain(formatMoment(at, 'de', 'Europe/Berlin'))).toMatch(/^Do\.?, 3\. Dezember 2026 .*18:00 MEZ$/);
});

test('a day names its year only when it is another one', () => {
  expect(formatDay(new Date('2026-12-03T12:00:00Z'), 'en', now, 'UTC')).toBe('Thu 3 Dec');
  expect(formatDay(new Date('2027-01-05T12:00:00Z'), 'en', now, 'UTC')).toContain('2027');
});

test('a distance never promises more time than there is', () => {
  expect(distance(after(3.9 * 24), now)).toEqual({ value: 3, unit: 'day' });
  expect(distance(after(47), now)).toEqual({ value: 47, unit: 'hour' });
  expect(distance(after(0.99), now)).toEqual({ value: 59, unit: 'minute' });
  expect(distance(after(0.01), now)).toBeNull();
  expect(distance(after(-50), now)).toEqual({ value: -2, unit: 'day' });
});

test('relative times read as sentences in every language', () => {
  expect(formatRelative(after(73), now, 'en')).toBe('in 3 days');
  expect(formatRelative(after(73), now, 'nl')).toBe('over 3 dagen');
  expect(formatRelative(after(-73), now, 'de')).toBe('vor 3 Tagen');
  expect(formatRelative(now, now, 'en')).toBe('now');
});

test('sizes of files are short', () => {
  expect(formatBytes(84_200, 'en')).toBe('84 kB');
  expect(formatBytes(2_340_000, 'en')).toBe('2.3 MB');
});
