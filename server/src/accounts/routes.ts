import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DemoPerson, MailboxMail, Me, RenameBody, SignInBody } from 'shared/accounts/api.ts';
import { Slug } from 'shared/api.ts';
import { DomainError } from 'shared/errors.ts';
import Type from 'typebox';
import type { Database } from '../db/database.ts';
import { languageOf } from '../http/language.ts';
import { networkOf, type RateLimits, tooMany } from '../http/rate-limits.ts';
import type { Rooms } from '../realtime/rooms.ts';
import type { Auth } from './auth.ts';
import { demoEmail, demoPeople } from './demo-people.ts';
import type { DemoMailbox } from './mail.ts';
import { managedBrands, renamePerson } from './queries.ts';
import { requirePerson } from './require-person.ts';
import { localPath } from './return-to.ts';
import { setCookies } from './sessions.ts';

export interface AccountsDeps {
  readonly db: Database;
  readonly auth: Auth;
  readonly rooms: Rooms;
  /** `null` outside the demo. */
  readonly mailbox: DemoMailbox | null;
  readonly demo: boolean;
  readonly limits: RateLimits;
}

const HOUR_MS = 60 * 60 * 1000;
const EnterBody = Type.Object(
  { key: Slug, returnTo: Type.Optional(Type.String({ maxLength: 400 })) },
  { additionalProperties: false },
);
const Entered = Type.Object({ returnTo: Type.String() });

/** Who somebody is, signing in by mail and out again. */
export const accountRoutes: FastifyPluginAsyncTypebox<AccountsDeps> = async (
  app,
  { db, auth, rooms, demo, limits },
) => {
  app.get('/me', { schema: { response: { 200: Me } } }, async (request) => {
    const { person } = request;
    return { demo, person: person && { ...person, manages: await managedBrands(db, person.id) } };
  });

  app.patch('/me', { schema: { body: RenameBody } }, async (request, reply) => {
    const { id } = requirePerson(request);
    const name = request.body.name.replaceAll(/\s+/g, ' ').trim();
    if (name === '') throw new DomainError('invalid_request', 'A name needs a letter.', { field: 'body.name' });
    await renamePerson(db, id, name);
    return reply.code(204).send();
  });

  const countMail = app.createRateLimit({
    max: limits.mailsPerHour,
    timeWindow: HOUR_MS,
    keyGenerator: (request) => `mail:${(request.body as SignInBody).email.toLowerCase()}`,
  });
  const perAddress = {
    max: limits.signInsPerHour,
    timeWindow: HOUR_MS,
    keyGenerator: (request: { ip: string }) => networkOf(request.ip),
  };
  app.post('/sign-in', { schema: { body: SignInBody }, config: { rateLimit: perAddress } }, async (request, reply) => {
    const callbackURL = localPath(request.body.returnTo);
    const mails = await countMail(request);
    if (!mails.isAllowed && mails.isExceeded) throw tooMany(mails.ttl);
    await auth.api
      .signInMagicLink({
        body: {
          email: request.body.email,
          callbackURL,
          errorCallbackURL: '/sign-in',
          metadata: { language: languageOf(request.headers['accept-language']) },
        },
        headers: new Headers(),
      })
      .catch((error: unknown) => {
        request.log.error({ err: error }, 'The sign-in mail could not be sent.');
        throw new DomainError('mail_not_sent', 'The mail could not be sent: try again in a few minutes.');
      });
    // The same answer for everybody, so that nobody learns who has an account.
    return reply.code(202).send({});
  });

  app.post('/sign-out', async (request, reply) => {
    const { headers } = await auth.api.signOut({
      headers: new Headers({ cookie: request.headers.cookie ?? '' }),
      returnHeaders: true,
    });
    setCookies(reply, headers.getSetCookie());
    // What is open in other tabs ends with the session.
    if (request.person) rooms.dropPerson(request.person.id);
    return reply.code(204).send();
  });
};

/** Entering the demo as one of its people, and its mailbox. Registered only while the demo is on. */
export const demoAccountRoutes: FastifyPluginAsyncTypebox<AccountsDeps> = async (app, { db, auth, mailbox }) => {
  app.get('/demo/people', { schema: { response: { 200: Type.Array(DemoPerson) } } }, () => demoPeople(db));

  app.post('/demo/enter', { schema: { body: EnterBody, response: { 200: Entered } } }, async (request, reply) => {
    const { key } = request.body;
    const returnTo = localPath(request.body.returnTo);
    if (!(await demoPeople(db)).some((person) => person.key === key)) {
      throw new DomainError('person_not_found', 'The demo has nobody of that name.', { key });
    }
    const { headers } = await auth.api.enterAs({ body: { email: demoEmail(key) }, returnHeaders: true });
    setCookies(reply, headers.getSetCookie());
    return { returnTo };
  });

  app.get('/demo/mailbox', { schema: { response: { 200: Type.Array(MailboxMail) } } }, () =>
    (mailbox?.list() ?? []).map((mail) => ({ ...mail, sentAt: mail.sentAt.toISOString() })),
  );
};

/** better-auth's own routes, of which only the link in the mail is needed: the fewer can be reached, the better. */
export const betterAuthRoutes: FastifyPluginAsyncTypebox<Pick<AccountsDeps, 'auth'> & { publicUrl: string }> = async (
  app,
  { auth, publicUrl },
) => {
  app.get('/magic-link/verify', { schema: { hide: true } }, async (request, reply) => {
    const headers = new Headers({ cookie: request.headers.cookie ?? '' });
    const answer = await auth.handler(new Request(new URL(request.url, publicUrl), { headers }));
    setCookies(reply, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    if (location !== null) reply.header('location', location);
    return reply.code(answer.status).send(await answer.text());
  });
};
