import { afterEach, expect, test } from 'vitest';
import { brands } from '../campaigns/brand-tables.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { colourFor } from './colours.ts';
import { demoEmail } from './demo-people.ts';
import { managers, persons } from './tables.ts';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function make(options: { demo: boolean }): Promise<TestServer> {
  server = await makeServer(options);
  const { db } = server;
  const people = ['vera', 'mila'].map((key) => ({ email: demoEmail(key), name: key, colour: colourFor(key) }));
  const [vera] = await db.insert(persons).values(people).returning();
  const [brand] = await db.insert(brands).values({ slug: 'crisp', name: 'Crisp', accent: '#aa0000' }).returning();
  if (vera && brand) await db.insert(managers).values({ personId: vera.id, brandId: brand.id });
  return server;
}
const enter = ({ app }: TestServer, payload: object) =>
  app.inject({ method: 'POST', url: '/api/v1/demo/enter', payload });

test('the demo shows the people that it has, and whose brand they run', async () => {
  const { app } = await make({ demo: true });
  expect((await app.inject('/api/v1/demo/people')).json()).toEqual([
    { key: 'mila', name: 'mila', role: 'customer' },
    { key: 'vera', name: 'vera', role: 'manager', brandName: 'Crisp' },
  ]);
});

test('one click enters as one of them, by a session like any other', async () => {
  const demo = await make({ demo: true });
  const response = await enter(demo, { key: 'vera', returnTo: '/brand' });
  expect(response.json()).toEqual({ returnTo: '/brand' });
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  expect((await demo.app.inject({ url: '/api/v1/me', headers: { cookie } })).json()).toMatchObject({
    demo: true,
    person: { name: 'vera', manages: [{ brandSlug: 'crisp', brandName: 'Crisp' }] },
  });
});

test('nobody else can be entered as, nor taken elsewhere', async () => {
  const demo = await make({ demo: true });
  await demo.signIn('ada@example.org');
  expect((await enter(demo, { key: 'ada' })).statusCode).toBe(404);
  expect((await enter(demo, { key: 'kees' })).json()).toMatchObject({ code: 'person_not_found' });
  expect((await enter(demo, { key: 'vera', returnTo: '//evil.example' })).statusCode).toBe(422);
  expect((await enter(demo, { key: 'ada@example.org' })).statusCode).toBe(422);
});

test('the mailbox shows what would have been sent, the newest first', async () => {
  const { app } = await make({ demo: true });
  for (const email of ['ada@example.org', 'bob@example.org'])
    await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email } });
  const mails = (await app.inject('/api/v1/demo/mailbox')).json<{ to: string; text: string; sentAt: string }[]>();
  expect(mails.map(({ to }) => to)).toEqual(['bob@example.org', 'ada@example.org']);
  expect(mails[0]?.text).toContain('http://localhost:3000/api/auth/magic-link/verify?token=');
  expect(Date.parse(mails[0]?.sentAt ?? '')).not.toBeNaN();
});

test('outside the demo there is none of this', async () => {
  const live = await make({ demo: false });
  expect((await live.app.inject('/api/v1/me')).json()).toEqual({ demo: false, person: null });
  expect((await live.app.inject('/api/v1/demo/people')).statusCode).toBe(404);
  expect((await live.app.inject('/api/v1/demo/mailbox')).statusCode).toBe(404);
  expect((await enter(live, { key: 'vera' })).statusCode).toBe(404);
});
