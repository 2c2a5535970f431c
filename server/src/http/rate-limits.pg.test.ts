import { afterEach, expect, test } from 'vitest';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { networkOf, RATE_LIMITS } from './rate-limits.ts';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('who asks too often is refused for a while, and others are not', async () => {
  server = await makeServer({ limits: { ...RATE_LIMITS, perMinute: 3 } });
  const { app, signIn } = server;
  const ada = await signIn('ada@example.org');
  const ask = async (headers: Record<string, string>, remoteAddress = '2001:db8::1'): Promise<number> =>
    (await app.inject({ url: '/api/v1/me', headers, remoteAddress })).statusCode;
  for (let i = 0; i < 3; i++) expect(await ask({})).toBe(200);
  expect(await ask({})).toBe(429);
  expect(await ask({}, '2001:db8::2')).toBe(429); // the same household
  expect(await ask({}, '2001:db8:0:1::2')).toBe(200);
  expect(await ask(ada)).toBe(200); // counted as herself, not by where she is
  const refused = await app.inject({ url: '/api/v1/me', remoteAddress: '2001:db8::1' });
  expect(refused.json()).toMatchObject({
    code: 'too_many_requests',
    details: { seconds: expect.any(Number) as number },
  });
  expect(refused.headers['retry-after']).toBeDefined();
});

test('a mailbox is not filled with sign-in mails, wherever they are asked for from', async () => {
  let mails = 0;
  const sendMail = (): Promise<void> => Promise.resolve(void mails++);
  server = await makeServer({ limits: { ...RATE_LIMITS, mailsPerHour: 2 }, sendMail });
  const { app } = server;
  const ask = async (email: string, remoteAddress: string): Promise<number> =>
    (await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email }, remoteAddress })).statusCode;
  expect(await ask('ada@example.org', '192.0.2.1')).toBe(202);
  expect(await ask('Ada@Example.org', '192.0.2.2')).toBe(202);
  expect(await ask('ada@example.org', '192.0.2.3')).toBe(429);
  expect(await ask('bob@example.org', '192.0.2.3')).toBe(202);
  expect(mails).toBe(3);
});
