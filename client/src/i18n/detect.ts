import { LANGUAGES, type Language } from 'shared/localized.ts';

function asLanguage(tag: string): Language | undefined {
  const start = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === start);
}

/** What the person chose here before, else the first of the browser's languages that we speak, else English. */
export function preferredLanguage(stored: string | null, tags: readonly string[]): Language {
  if (stored) {
    const chosen = asLanguage(stored);
    if (chosen) return chosen;
  }
  for (const tag of tags) {
    const language = asLanguage(tag);
    if (language) return language;
  }
  return 'en';
}
