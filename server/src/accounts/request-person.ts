import type { FastifyInstance } from 'fastify';
import type { Auth } from './auth.ts';
import { type PersonOf, personOf, readSession, setCookies } from './sessions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly auth: Auth;
    /** For the upgrade to a WebSocket, which no hook of ours sees the answer of. */
    readonly personOf: PersonOf;
  }
}

/** Sets `request.person` before anything else looks at a request. Pages and files need nobody, so they cost no query. */
export function decorateRequests(app: FastifyInstance, auth: Auth): void {
  app.decorate('auth', auth).decorate('personOf', personOf(auth)).decorateRequest('person', null);
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/') && !request.url.startsWith('/sync/')) return;
    const { person, cookies } = await readSession(auth, request.headers);
    request.person = person;
    setCookies(reply, cookies);
  });
}
