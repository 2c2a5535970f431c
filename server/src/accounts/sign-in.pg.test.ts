import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppOptions } from '../app.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import type { Mail } from './mail.ts';
import { sessions, verifications } from './tables.ts';

interface Desk extends TestServer {
  /** What was sent, the newest last. */
  readonly mails: Mail[];
  askForLink(email: string, more?: object, headers?: Record<string, string>): Promise<number>;
  /** The path in the newest mail. */
  lastLink(): string;
  open(link: string): Promise<{ statusCode: number; location: string; cookies: string[]; cookie: string }>;
  me(cookie: string): Promise<{ person: { id: string; name: string } | null }>;
}

/** A server whose mails are kept here instead of being sent. */
async function makeDesk(options: Partial<AppOptions> = {}): Promise<Desk> {
  const mails: Mail[] = [];
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void mails.push(mail));
  const server = await makeServer({ sendMail, ...options });
  const { app } = server;
  return {
    ...server,
    mails,
    async askForLink(email, more = {}, headers = {}) {
      const payload = { email, ...more };
      return (await app.inject({ method: 'POST', url: '/api/v1/sign-in', headers, payload })).statusCode;
    },
    lastLink() {
      const url = new URL(/https?:\/\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? 'http://no.link');
      return url.pathname + url.search;
    },
    async open(link) {
      const { statusCode, headers } = await app.inject(link);
      const cookies = [headers['set-cookie'] ?? []].flat();
      return { statusCode, location: headers.location ?? '', cookies, cookie: cookies[0]?.split(';')[0] ?? '' };
    },
    async me(cookie) {
      return (await app.inject({ url: '/api/v1/me', headers: { cookie } })).json();
    },
  };
}

let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk();
});
beforeEach(() => void desk.mails.splice(0));
afterAll(() => desk.close());

test('somebody new signs in by mail, is called after it, and goes back to where they were', async () => {
  const { mails, askForLink, lastLink, open, me } = desk;
  expect(await askForLink('ada.lovelace@example.org', { returnTo: '/c/spring?tab=2' })).toBe(202);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ to: 'ada.lovelace@example.org', subject: 'Your link to sign in to Mitwerk' });
  const { statusCode, location, cookies, cookie } = await open(lastLink());
  expect([statusCode, location]).toEqual([302, 'http://localhost:3000/c/spring?tab=2']);
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^mitwerk-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await me(cookie)).toMatchObject({ person: { name: 'Ada Lovelace', manages: [] } });
});

test('whoever comes back is the same person, whatever the case of the address', async () => {
  const { askForLink, lastLink, open, me } = desk;
  await askForLink('ada@example.org');
  const first = await me((await open(lastLink())).cookie);
  await askForLink('ADA@Example.org');
  const second = await me((await open(lastLink())).cookie);
  expect(second.person?.id).toBe(first.person?.id ?? 'nobody');
});

test('a link works once', async () => {
  const { askForLink, lastLink, open } = desk;
  await askForLink('ada@example.org');
  await open(lastLink());
  const again = await open(lastLink());
  expect(again.location).toBe('http://localhost:3000/sign-in?error=INVALID_TOKEN');
  expect(again.cookies).toEqual([]);
});

test('a link that is too old does not work', async () => {
  const { db, askForLink, lastLink, open } = desk;
  await askForLink('ada@example.org');
  await db.update(verifications).set({ expiresAt: new Date(Date.now() - 1000) });
  expect((await open(lastLink())).cookies).toEqual([]);
});

test('the database holds no link that works', async () => {
  const { db, mails, askForLink } = desk;
  await askForLink('ada@example.org');
  const token = /token=(\w+)/.exec(mails[0]?.text ?? '')?.[1] ?? 'no token';
  expect(JSON.stringify(await db.select().from(verifications))).not.toContain(token);
});

test('behind https the cookie is bound to the host and never sent in the clear', async () => {
  const secure = await makeDesk({ publicUrl: 'https://studio.example.org' });
  const { askForLink, lastLink, open, me } = secure;
  await askForLink('ada@example.org');
  const { cookies, cookie } = await open(lastLink());
  expect(cookies[0]).toMatch(
    /^__Host-mitwerk-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await me(cookie)).person?.name).toBe('Ada');
  await secure.close();
});

test('the mail speaks the language of whoever asked', async () => {
  const { mails, askForLink } = desk;
  await askForLink('ada@example.org', {}, { 'accept-language': 'nl-NL' });
  await askForLink('ada@example.org', {}, { 'accept-language': 'de' });
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Je link om in te loggen bij Mitwerk',
    'Dein Link zum Anmelden bei Mitwerk',
  ]);
});

test('a link leads nowhere but to this site', async () => {
  const { app, mails, askForLink, lastLink, open } = desk;
  for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
    expect(await askForLink('ada@example.org', { returnTo })).toBe(422);
  expect(mails).toEqual([]);
  await askForLink('ada@example.org');
  const bent = lastLink().replace('callbackURL=%2F', 'callbackURL=https%3A%2F%2Fevil.example');
  const { statusCode, location } = await open(bent);
  expect(statusCode).toBe(403);
  expect(location).toBe('');
  const tooBent = lastLink().replace('callbackURL=%2F', 'callbackURL=%2F%2Fevil.example');
  expect((await open(tooBent)).location).not.toContain('evil.example');
  expect((await app.inject('/api/auth/get-session')).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: '/api/auth/update-user', payload: {} })).statusCode).toBe(404);
});

test('a mail that cannot be sent is no secret', async () => {
  const failing = await makeDesk({ sendMail: () => Promise.reject(new Error('no route to mail.example.org')) });
  const { app } = failing;
  const payload = { email: 'ada@example.org' };
  const response = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload });
  expect(response.json()).toMatchObject({ status: 502, code: 'mail_not_sent' });
  expect(response.body).not.toContain('no route');
  await failing.close();
});

test('signing out ends the session, also for who kept the cookie', async () => {
  const { app, signIn, me } = desk;
  const headers = await signIn('ada@example.org');
  const response = await app.inject({ method: 'POST', url: '/api/v1/sign-out', headers });
  expect(response.statusCode).toBe(204);
  expect(String(response.headers['set-cookie'])).toMatch(/^mitwerk-session=; Max-Age=0; Path=\//);
  expect((await me(headers.cookie)).person).toBeNull();
});

test('a cookie that was tampered with, or has run out, is nobody’s', async () => {
  const { db, signIn, me } = desk;
  const { cookie } = await signIn('ada@example.org');
  const { cookie: bobs } = await signIn('bob@example.org');
  const [token, signature] = [cookie.split('.')[0] ?? '', bobs.split('.')[1] ?? ''];
  expect((await me(`${token}.${signature}`)).person).toBeNull();
  expect((await me(token)).person).toBeNull();
  expect((await me('mitwerk-session=%E0%A4%A')).person).toBeNull();
  await db.update(sessions).set({ expiresAt: new Date(Date.now() - 1000) });
  expect((await me(cookie)).person).toBeNull();
});

test('a session in use is prolonged', async () => {
  const { app, db, enter } = desk;
  const { headers, person } = await enter('often.here@example.org');
  const inTenDays = new Date(Date.now() + 10 * 86_400_000);
  await db.update(sessions).set({ expiresAt: inTenDays }).where(eq(sessions.userId, person.id));
  const response = await app.inject({ url: '/api/v1/me', headers });
  expect(String(response.headers['set-cookie'])).toContain('Max-Age=2592000');
  const [session] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
  expect(session?.expiresAt.getTime()).toBeGreaterThan(inTenDays.getTime());
});

test('people choose what they are called', async () => {
  const { app, signIn, me } = desk;
  const headers = await signIn('countess@example.org');
  const rename = async (name: string, as: Record<string, string> = headers): Promise<number> =>
    (await app.inject({ method: 'PATCH', url: '/api/v1/me', headers: as, payload: { name } })).statusCode;
  expect(await rename('  Ada   King ')).toBe(204);
  expect((await me(headers.cookie)).person?.name).toBe('Ada King');
  expect(await rename('   ')).toBe(422);
  expect(await rename('x'.repeat(61))).toBe(422);
  expect(await rename('Ada', {})).toBe(401);
});

test('a page of another site can change nothing in somebody’s name', async () => {
  const { app, signIn, me } = desk;
  const headers = await signIn('victim@example.org');
  const foreign = { ...headers, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  const rename = { method: 'PATCH', url: '/api/v1/me', payload: { name: 'Eve' } } as const;
  const refused = await app.inject({ ...rename, headers: foreign });
  expect(refused.json()).toMatchObject({ status: 403, code: 'not_allowed' });
  expect((await app.inject({ ...rename, headers: { ...headers, origin: 'null' } })).statusCode).toBe(403);
  const form = { ...headers, 'content-type': 'text/plain' };
  expect((await app.inject({ ...rename, headers: form, payload: '{"name":"Eve"}' })).statusCode).toBe(415);
  expect((await me(headers.cookie)).person?.name).toBe('Victim');
});
