import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { PersonId } from 'shared/ids.ts';
import type { Auth } from './auth.ts';
import type { SignedInPerson } from './person.ts';

/** Who sends a request with these headers; `null` for visitors. */
export type PersonOf = (headers: IncomingHttpHeaders) => Promise<SignedInPerson | null>;

/** @returns the person, and the cookies to set: a session in use is prolonged once a day */
export async function readSession(
  auth: Auth,
  headers: IncomingHttpHeaders,
): Promise<{ person: SignedInPerson | null; cookies: readonly string[] }> {
  if (headers.cookie === undefined) return { person: null, cookies: [] };
  const { headers: answer, response } = await auth.api.getSession({
    headers: new Headers({ cookie: headers.cookie }),
    returnHeaders: true,
  });
  const user = response?.user;
  return {
    person: user ? { id: user.id as PersonId, name: user.name, email: user.email, colour: user.colour } : null,
    cookies: answer.getSetCookie(),
  };
}

/** Passes better-auth's cookies on. */
export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}
