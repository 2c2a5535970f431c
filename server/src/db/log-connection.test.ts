import postgres from 'postgres';
import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { DatabaseProxy } from '../testing/database-proxy.ts';
import { embeddedOptions } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { OwnLogConnection } from './log-connection.ts';

test('a connection on which nothing is answered any more is given up for one that works', async () => {
  const embedded = await startEmbedded({ dataDir: null });
  const proxy = await DatabaseProxy.to(embedded.connection);
  const log = new OwnLogConnection(() => postgres({ ...embeddedOptions, host: '127.0.0.1', port: proxy.port }));
  const answer = async (): Promise<unknown> => [...(await log.db.execute(sql`select 1 as one`))];
  expect(await answer()).toEqual([{ one: 1 }]);
  proxy.goSilent();
  const swallowed = [answer(), answer()];
  log.renew();
  for (const one of swallowed) await expect(one).rejects.toThrow();
  expect(await answer()).toEqual([{ one: 1 }]);
  await log.close(0);
  proxy.close();
  await embedded.close();
});
