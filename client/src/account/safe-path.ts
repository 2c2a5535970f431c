/** Where to go after signing in: a page of ours, whatever a link from elsewhere asks for. */
export function safePath(path: string | null, origin = location.origin): string {
  if (!path?.startsWith('/')) return '/';
  const url = new URL(path, origin); // `//elsewhere.example` and `/\elsewhere.example` begin with a slash, too
  return url.origin === origin ? url.pathname + url.search + url.hash : '/';
}
