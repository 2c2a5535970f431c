import { localize, type Language, type Localized } from 'shared/localized.ts';
import { loadArea, type Area, type MessageKey, type Messages } from './areas.ts';
import { preferredLanguage } from './detect.ts';
import * as format from './format.ts';
import type { MessageValues } from './icu.ts';
import { formatMessage } from './message.ts';

const LANGUAGE_KEY = 'mitwerk.language';

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null; // a browser that keeps nothing for us
  }
}

/** The language of the page, and the messages that its screens have asked for so far. */
class I18n {
  #language = $state<Language>('en');
  #messages = $state.raw<Messages>({});
  readonly #areas = new Set<Area>();

  get language(): Language {
    return this.#language;
  }

  /** Finds the reader's language. Call it once, before the first `load`. */
  start(tags: readonly string[] = navigator.languages): void {
    this.#language = preferredLanguage(storedLanguage(), tags);
    document.documentElement.lang = this.#language;
  }

  /** Fetches what is missing of `areas` in the current language. */
  async load(...areas: readonly Area[]): Promise<void> {
    const missing = areas.filter((area) => !this.#areas.has(area));
    if (missing.length === 0) return;
    const language = this.#language;
    const loaded = await Promise.all(missing.map((area) => loadArea(area, language)));
    for (const area of missing) this.#areas.add(area);
    // The person changed the language in the meantime: fetch what came too early once more.
    if (language !== this.#language) return this.use(this.#language);
    this.#messages = Object.assign({}, this.#messages, ...loaded) as Messages;
  }

  /** Switches the page at once, when everything that it shows is there in `language`. */
  async use(language: Language): Promise<void> {
    const loaded = await Promise.all([...this.#areas].map((area) => loadArea(area, language)));
    this.#messages = Object.assign({}, ...loaded) as Messages;
    this.#language = language;
    document.documentElement.lang = language;
    try {
      localStorage.setItem(LANGUAGE_KEY, language);
    } catch {
      // It holds until the page is left, then.
    }
  }

  message(key: string): string | undefined {
    return this.#messages[key];
  }
}

export const i18n = new I18n();

/** The message in the reader's language; follows a change of language wherever it is used in a template. */
export function t(key: MessageKey, values?: MessageValues): string {
  const message = i18n.message(key);
  return message === undefined ? key : formatMessage(message, i18n.language, values);
}

/** The brand's own words in the reader's language, else in English. */
export const words = (text: Localized): string => localize(text, i18n.language);

export const money = (cents: number, currency: string): string => format.formatMoney(cents, currency, i18n.language);
export const number = (value: number): string => format.formatNumber(value, i18n.language);
export const percent = (share: number): string => format.formatPercent(share, i18n.language);
export const bytes = (count: number): string => format.formatBytes(count, i18n.language);
export const day = (at: Date, now: Date): string => format.formatDay(at, i18n.language, now);
export const moment = (at: Date): string => format.formatMoment(at, i18n.language);
export const relative = (at: Date, now: Date): string => format.formatRelative(at, now, i18n.language);
export const list = (items: readonly string[]): string => format.formatList(items, i18n.language);
