import { parseCookies } from 'better-auth/cookies';
import { sql } from 'drizzle-orm';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { askTogether } from '../db/ask-together.ts';
import type { Database } from '../db/database.ts';
import { preparedStatement } from '../db/prepared-statement.ts';
import type { Auth } from './auth.ts';
import type { SignedInPerson } from './person.ts';
import type { PersonOf } from './sessions.ts';
import { persons, sessions } from './tables.ts';

const readPersons = preparedStatement<SignedInPerson & { readonly token: string }>(
  ([tokens]) => sql`
    select ${sessions.token} as token,
      ${persons.id} as id, ${persons.name} as name, ${persons.email} as email, ${persons.colour} as colour
    from jsonb_array_elements_text(${tokens}::text::jsonb) as asked (token)
    join ${sessions} on ${sessions.token} = asked.token and ${sessions.expiresAt} > clock_timestamp()
    join ${persons} on ${persons.id} = ${sessions.userId}`,
);

/**
 * Who sends a request, as better-auth would say it, for a tenth of the work: hundreds of people may open a design at
 * once. Everybody who asks at the same time is found by one statement. It does not prolong the session, which a
 * WebSocket could not tell its browser anyway.
 */
export function signedInPerson(auth: Auth, db: Database): PersonOf {
  const find = askTogether(async (tokens: readonly string[]) => {
    const found = new Map(
      (await readPersons(db, [JSON.stringify(tokens)])).map(({ token, ...person }) => [token, person]),
    );
    return tokens.map((token) => found.get(token) ?? null);
  });
  return async ({ cookie }) => {
    if (cookie === undefined) return null;
    const { secret, authCookies } = await auth.$context;
    const token = signedToken(parseCookies(cookie).get(authCookies.sessionToken.name), secret);
    return token === null ? null : find(token);
  };
}

/** What a cookie says that better-auth has signed: `value.signature`, HMAC-SHA-256 in base 64. */
function signedToken(cookie: string | undefined, secret: string): string | null {
  const end = cookie?.lastIndexOf('.') ?? -1;
  if (cookie === undefined || end < 1) return null;
  const token = cookie.slice(0, end);
  const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  const signature = Buffer.from(cookie.slice(end + 1));
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}
