interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(markup: string): string | null }): unknown;
}

let allowed = false;

/**
 * Konva empties its container by `innerHTML = ''`, and the page makes no markup of plain strings. From here on it does of
 * the empty one, and still of no other.
 */
export function allowEmptyMarkup(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (allowed || !trustedTypes) return;
  trustedTypes.createPolicy('default', { createHTML: (markup) => (markup === '' ? '' : null) });
  allowed = true;
}
