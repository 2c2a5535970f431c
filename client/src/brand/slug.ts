/** The same as `Slug` of shared/src/api.ts. */
export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** An address made of a title: "Ein grüner Sommer!" → ein-gruner-sommer. Empty where nothing of it can be in one. */
export function slugOf(title: string): string {
  return title
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
