import type { FastifyInstance } from 'fastify';
import type { SignedInPerson } from '../accounts/person.ts';
import { type AppOptions, buildApp } from '../app.ts';
import type { OpenDatabase } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { makeDatabase } from './test-database.ts';

/** Headers that make a request one of somebody signed in. */
export interface SessionHeaders extends Record<string, string> {
  cookie: string;
}

export interface TestServer {
  readonly db: Database;
  readonly app: FastifyInstance;
  /** Signs somebody in, and up if need be, by a real session. */
  signIn(who: string | { readonly email: string }): Promise<SessionHeaders>;
  /** The same, and who it is. */
  enter(email: string): Promise<{ headers: SessionHeaders; person: SignedInPerson }>;
  close(): Promise<void>;
}

/** Nobody in a test asks too often, unless the test is about that. */
const NO_LIMITS = { perMinute: 1_000_000, signInsPerHour: 1_000_000, mailsPerHour: 1_000_000 };

/** A whole server on a fresh database. It does not listen: `app.inject`, or `app.listen` for sockets. */
export async function makeServer(
  options: Partial<Omit<AppOptions, 'db'>> = {},
  database: OpenDatabase | Promise<OpenDatabase> = makeDatabase(),
): Promise<TestServer> {
  const { db, logConnection, close } = await database;
  const app = await buildApp({
    ...{ db, logConnection },
    publicUrl: 'http://localhost:3000',
    secret: 'only-for-tests-0123456789abcdef0123456789abcdef',
    demo: true,
    clientDir: '/nowhere',
    limits: NO_LIMITS,
    ...options,
  });
  await app.ready();
  const signIn: TestServer['signIn'] = async (who) => {
    const email = typeof who === 'string' ? who : who.email;
    const { headers } = await app.auth.api.enterAs({ body: { email }, returnHeaders: true });
    return {
      cookie: headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    };
  };
  return {
    db,
    app,
    signIn,
    async enter(email) {
      const headers = await signIn(email);
      const person = await app.personOf(headers);
      if (!person) throw new Error(`${email} has no session.`);
      return { headers, person };
    },
    async close() {
      await app.close();
      await close();
    },
  };
}
