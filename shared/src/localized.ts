export const LANGUAGES = ['en', 'nl', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A brand's own words: English always, the other languages where the brand wrote them. */
export interface Localized {
  readonly en: string;
  readonly nl?: string;
  readonly de?: string;
}

/** The text in `language`, else in English. */
export function localize(text: Localized, language: Language): string {
  return text[language] ?? text.en;
}
