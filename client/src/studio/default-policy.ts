interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(markup: string): string | null; createScriptURL(url: string): string | null },
  ): unknown;
}

let isMade = false;

/**
 * The page makes neither markup nor scripts of plain strings. From here on it does of two: of the empty one, by which
 * Konva empties its container, and of the address of our own worker; and still of no other.
 */
export function makeDefaultPolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (isMade || !trustedTypes) return;
  trustedTypes.createPolicy('default', {
    createHTML: (markup) => (markup === '' ? '' : null),
    createScriptURL: (url) => (isOwnWorker(new URL(url, location.href)) ? url : null),
  });
  isMade = true;
}

function isOwnWorker({ origin, pathname }: URL): boolean {
  return origin === location.origin && /\/answers-worker[^/]*$/.test(pathname);
}
