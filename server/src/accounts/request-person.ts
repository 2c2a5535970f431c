import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';
import type { Auth } from './auth.ts';
import { type PersonOf, readSession, setCookies } from './sessions.ts';
import { signedInPerson } from './signed-in.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly auth: Auth;
    readonly personOf: PersonOf;
  }
}

/** Sets `request.person` before anything else looks at a request. Pages and files need nobody, so they cost no query. */
export function decorateRequests(app: FastifyInstance, auth: Auth, db: Database): void {
  const personOf = signedInPerson(auth, db);
  app.decorate('auth', auth).decorate('personOf', personOf).decorateRequest('person', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/sync/')) {
      request.person = await personOf(request.headers);
      return;
    }
    if (!request.url.startsWith('/api/')) return;
    const { person, cookies } = await readSession(auth, request.headers);
    request.person = person;
    setCookies(reply, cookies);
  });
}
