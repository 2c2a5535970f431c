import type { Language } from 'shared/localized.ts';
import type { PageMeta } from './page-meta.ts';

/**
 * The client's page with the language and, where there is `meta`, the words and the picture for where its link is shared.
 * @param origin scheme and host of this site: whoever shows a shared link needs whole addresses
 */
export function fillPage(
  html: string,
  page: { language: Language; url: string; origin: string; meta?: PageMeta },
): string {
  const { language, meta } = page;
  // Replaced by functions: in a string, `$&` in somebody's title would have a meaning.
  const localized = html.replace(/<html lang="[^"]*"/, () => `<html lang="${language}"`);
  if (!meta) return localized;
  const title = `${meta.title} – Mitwerk`;
  const tags = [
    tag('og:type', 'website'),
    tag('og:site_name', 'Mitwerk'),
    tag('og:title', meta.title),
    tag('og:description', meta.description),
    tag('og:url', new URL(page.url, page.origin).href),
    ...(meta.image === undefined
      ? []
      : [
          tag('og:image', new URL(meta.image, page.origin).href),
          `<meta name="twitter:card" content="summary_large_image" />`,
        ]),
  ];
  return localized
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)
    .replace(
      /<meta\s+name="description"[^>]*>/,
      () => `<meta name="description" content="${escaped(meta.description)}" />`,
    )
    .replace('</head>', () => `${tags.join('\n    ')}\n  </head>`);
}

const tag = (property: string, content: string): string =>
  `<meta property="${property}" content="${escaped(content)}" />`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
