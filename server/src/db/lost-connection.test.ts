import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { driverOptions, embeddedOptions } from './connect.ts';
import { startEmbedded } from './embedded.ts';

test('a connection that is lost within a transaction ends the transaction, not the process, and is opened again', async () => {
  const embedded = await startEmbedded({ dataDir: null });
  const pairs: (readonly [Socket, Socket])[] = [];
  const proxy = createServer((near) => {
    const far = connect(embedded.connection);
    pairs.push([near, far]);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const client = postgres({ ...embeddedOptions, host: '127.0.0.1', port });
  for (let round = 0; round < 3; round += 1) {
    const transaction = client.begin(async (sql) => {
      await sql`select 1`;
      const [near, far] = pairs.at(-1) ?? [];
      if (!near || !far) throw new Error('There is no connection.');
      const gone = once(far, 'close');
      near.destroy();
      far.end();
      await gone;
      await sql`select 2`;
    });
    await expect(transaction).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET)$/) as string,
    });
    // The driver may find out only by asking; whoever asks after that is served.
    await client`select 3`.catch(() => undefined);
    expect(await client`select 4 as four`).toEqual([{ four: 4 }]);
  }
  await client.end();
  proxy.close();
  await embedded.close();
});

test('a connection that is lost as soon as it is made is told to whoever asked, and ends nobody else', async () => {
  const embedded = await startEmbedded({ dataDir: null });
  const proxy = createServer((near) => {
    const far = connect(embedded.connection);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    far.pipe(near);
    near.once('data', (greeting: Buffer) => {
      far.write(greeting);
      // Whatever it asks first is never answered.
      near.once('data', () => {
        near.destroy();
        far.end();
      });
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const options = { database: embeddedOptions.database, username: embeddedOptions.username, max: 1 };
  const client = postgres({ ...driverOptions, ...options, host: '127.0.0.1', port });
  await expect(client`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  await client.end({ timeout: 0 });
  proxy.close();
  await embedded.close();
});
