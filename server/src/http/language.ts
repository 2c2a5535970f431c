import { type Language, LANGUAGES } from 'shared/localized.ts';

/** The language of ours that an `Accept-Language` header likes best; English where it names none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = LANGUAGES.find((ours) => tag === ours || tag.startsWith(`${ours}-`));
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((value) => value);
    const weight = quality === undefined ? 1 : Number(quality);
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
