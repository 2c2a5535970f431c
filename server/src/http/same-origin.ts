import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from 'shared/errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request comes from a page of this site, or from no page at all: browsers always send `Sec-Fetch-Site` or,
 * over plain HTTP, `Origin` with what can change something, and no page can make them leave it out or forge it.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || isOwnOrigin(origin, headers, publicUrl);
}

/** Whether `origin` is this site, by its public address or by the one that was asked. */
export function isOwnOrigin(origin: string, headers: IncomingHttpHeaders, publicUrl: string): boolean {
  try {
    const { host, origin: plain } = new URL(origin);
    return plain === new URL(publicUrl).origin || host === headers.host;
  } catch {
    return false; // `null`, from a sandboxed frame
  }
}

/** Refuses what changes something on behalf of another site's page. */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (SAFE_METHODS.has(request.method) || isSameOrigin(request.headers, publicUrl)) done();
    else done(new DomainError('not_allowed', 'A page of another site may not do this.'));
  });
}
