import type { Localized } from 'shared/localized.ts';

/** A text in the languages that the brand writes; empty where it does not. */
export interface Texts {
  en: string;
  nl: string;
  de: string;
}

export function textsOf({ en, nl = '', de = '' }: Localized): Texts {
  return { en, nl, de };
}

/** Trimmed, with only those languages that were written. */
export function localizedOf({ en, nl, de }: Texts): Localized {
  return { en: en.trim(), ...(nl.trim() ? { nl: nl.trim() } : {}), ...(de.trim() ? { de: de.trim() } : {}) };
}
