import { DomainError } from 'shared/errors.ts';

/**
 * The page that somebody goes back to after signing in: a path of this site, and nothing that a browser could read as
 * another site's address.
 * @throws DomainError `invalid_request` for anything else
 */
export function localPath(returnTo: string | undefined): string {
  if (returnTo === undefined) return '/';
  const base = 'http://local.invalid';
  // Browsers drop tabs and line breaks, and read `\` as `/`, before they look for a host.
  if (/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(returnTo)) {
    const url = new URL(returnTo, base);
    // `/..//elsewhere` begins with one slash until the dots are worked out.
    const path = `${url.pathname}${url.search}${url.hash}`;
    if (url.origin === base && !path.startsWith('//')) return path;
  }
  throw new DomainError('invalid_request', 'returnTo must be a path of this site, such as /c/spring.', {
    field: 'returnTo',
  });
}
