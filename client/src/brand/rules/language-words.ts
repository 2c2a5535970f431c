import type { Language } from 'shared/localized.ts';
import { type Said, spoken } from 'shared/space/language/said.ts';
import { german } from './language-de.ts';
import { dutch } from './language-nl.ts';

/** Code and English are one: who reads English reads the pattern itself. */
const PATTERNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, nl: dutch, de: german };

/** What is wrong with a text of rules, in the reader's language. */
export function languageText(said: Said, language: Language): string {
  return spoken(said, (code) => PATTERNS[language][code] ?? code);
}
