import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { FastifyBaseLogger } from 'fastify';
import { LANGUAGES } from 'shared/localized.ts';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Database } from '../db/database.ts';
import { colourFor } from './colours.ts';
import { firstNameOf } from './first-name.ts';
import type { SendMail } from './mail.ts';
import { LINK_MINUTES, signInMail } from './sign-in-mail.ts';
import { identities, persons, sessions, verifications } from './tables.ts';

export interface AuthOptions {
  readonly db: Database;
  readonly publicUrl: string;
  /** Signs the session cookies; at least 32 characters. */
  readonly secret: string;
  readonly sendMail: SendMail;
  readonly log: FastifyBaseLogger;
}

const DAY_S = 24 * 60 * 60;
const MailMetadata = Type.Object({ language: Type.Union(LANGUAGES.map((language) => Type.Literal(language))) });

export type Auth = ReturnType<typeof createAuth>;

/** Accounts and sessions by better-auth on our tables. Of its own HTTP routes, `routes.ts` lets only a few be reached. */
export function createAuth({ db, publicUrl, secret, sendMail, log }: AuthOptions) {
  const secure = publicUrl.startsWith('https:');
  return betterAuth({
    appName: 'Mitwerk',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: persons, session: sessions, account: identities, verification: verifications },
    }),
    user: {
      additionalFields: { colour: { type: 'string', required: true, input: false, defaultValue: '#0369a1' } },
    },
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
    databaseHooks: {
      user: {
        create: {
          before: (user) =>
            Promise.resolve({
              data: { ...user, name: user.name || firstNameOf(user.email), colour: colourFor(user.email) },
            }),
        },
      },
    },
    advanced: {
      database: { generateId: false },
      // Otherwise better-auth leaves these checks out where NODE_ENV is `test`, and nothing could test them.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // better-auth would write `__Secure-`; `__Host-` also keeps neighbouring subdomains from setting the cookie.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: secure ? '__Host-mitwerk-session' : 'mitwerk-session',
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
      ipAddress: { disableIpTracking: true },
    },
    // Ours covers every route and counts IPv6 by network.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error(message) : log.warn(message)),
    },
    plugins: [
      magicLink({
        storeToken: 'hashed',
        expiresIn: LINK_MINUTES * 60,
        sendMagicLink: async ({ email, url, metadata }) => {
          const language = Value.Check(MailMetadata, metadata) ? metadata.language : 'en';
          await sendMail(signInMail(email, url, language));
        },
      }),
      enterAs,
    ],
  });
}

/** A session for a person that the server names: for the people of the demo, and for tests. It has no route. */
const enterAs = {
  id: 'enter-as',
  endpoints: {
    enterAs: createAuthEndpoint.serverOnly(
      { method: 'POST', metadata: { $Infer: { body: {} as { email: string } } } },
      async (ctx) => {
        const { email } = Value.Parse(Type.Object({ email: Type.String() }), ctx.body);
        const found = await ctx.context.internalAdapter.findUserByEmail(email);
        const user =
          found?.user ??
          (await ctx.context.internalAdapter.createUser(
            { email, emailVerified: true, name: firstNameOf(email) },
            { method: 'enter-as' },
          ));
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ personId: user.id });
      },
    ),
  },
} as const;
