import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { sessions } from './tables.ts';

let server: TestServer;
beforeAll(async () => {
  server = await makeServer();
});
afterAll(() => server.close());

test('everybody who asks at the same time is told who they are, whatever else is in their cookies', async () => {
  const { app, enter } = server;
  const [ana, bo] = [await enter('ana@example.com'), await enter('bo@example.com')];
  const cookies = [ana.headers.cookie, `theme=dark; ${bo.headers.cookie}; x=1`, 'theme=dark', ana.headers.cookie];
  const found = await Promise.all(cookies.map((cookie) => app.personOf({ cookie })));
  expect(found).toEqual([ana.person, bo.person, null, ana.person]);
  expect(ana.person).toMatchObject({ name: 'Ana', email: 'ana@example.com' });
  expect(await app.personOf({})).toBe(null);
});

test('a session that somebody else has signed is none', async () => {
  const { app, enter } = server;
  const { cookie } = (await enter('ana@example.com')).headers;
  const [name = '', value = ''] = cookie.split('=');
  const [token = '', signature = ''] = decodeURIComponent(value).split('.');
  const forged = [
    `${token}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
    `${token}.`,
    token,
    '.',
  ];
  for (const one of forged) expect(await app.personOf({ cookie: `${name}=${encodeURIComponent(one)}` })).toBe(null);
});

test('a session that is over, by its time or by signing out, is none', async () => {
  const { app, db, enter } = server;
  const late = await enter('late@example.com');
  await db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(sessions.userId, late.person.id));
  expect(await app.personOf(late.headers)).toBe(null);
  const gone = await enter('gone@example.com');
  await app.inject({ method: 'POST', url: '/api/v1/sign-out', headers: gone.headers });
  expect(await app.personOf(gone.headers)).toBe(null);
});
