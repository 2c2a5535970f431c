import type { Language } from 'shared/localized.ts';
import { numberFormat } from './number-format.ts';

// English as Europe writes it: day before month, 24 hours.
const TAGS: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL', de: 'de-DE' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function localeTag(language: Language): string {
  return TAGS[language];
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(TAGS[language], options)));
  return format;
}

/** Whole amounts of 1,000 and more are shown without cents: € 14,900, but € 2.40 and € 2.00. */
export function formatMoney(cents: number, currency: string, language: Language): string {
  const digits = cents % 100 === 0 && Math.abs(cents) >= 100_000 ? 0 : 2;
  return numberFormat(TAGS[language], {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(TAGS[language]).format(value);
}

/** `share` is 0 … 1. */
export function formatPercent(share: number, language: Language): string {
  return numberFormat(TAGS[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Kilobytes of 1,000 bytes, as file managers count them. */
export function formatBytes(bytes: number, language: Language): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return numberFormat(TAGS[language], {
    style: 'unit',
    unit,
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}

/** Thu 3 Dec; with the year where it is not this one. `timeZone` only to be named in tests: else the reader's. */
export function formatDay(at: Date, language: Language, now: Date, timeZone?: string): string {
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear();
  return dateFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** Thu 3 December 2026, 18:00 CET */
export function formatMoment(at: Date, language: Language, timeZone?: string): string {
  return dateFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

interface Distance {
  readonly value: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month';
}

/**
 * How far `at` is from `now`, never more than is left: 47 hours are 47 hours, 3.9 days are 3 days. Positive ahead;
 * null within a minute.
 */
export function distance(at: Date, now: Date): Distance | null {
  const ms = at.getTime() - now.getTime();
  const size = Math.abs(ms);
  const of = (unit: Distance['unit'], length: number): Distance => ({ value: Math.trunc(ms / length), unit });
  if (size < MINUTE) return null;
  if (size < HOUR) return of('minute', MINUTE);
  if (size < 2 * DAY) return of('hour', HOUR);
  if (size < 15 * DAY) return of('day', DAY);
  if (size < 60 * DAY) return of('week', 7 * DAY);
  return of('month', 30 * DAY);
}

/** In 3 days, 2 hours ago, now. */
export function formatRelative(at: Date, now: Date, language: Language): string {
  const format = new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'always' });
  const far = distance(at, now);
  if (far) return format.format(far.value, far.unit);
  return new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'auto' }).format(0, 'second');
}

/** Anna, Bo and Cem */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(TAGS[language], { type: 'conjunction' }).format(items);
}
