import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { cookieSecret } from './accounts/cookie-secret.ts';
import { buildApp } from './app.ts';
import { brands } from './campaigns/brand-tables.ts';
import { type Config, readConfig } from './config.ts';
import { openDatabase, type OpenDatabase } from './db/connect.ts';
import { seedDemo } from './demo/seed.ts';
import { loggerOptions } from './http/logger.ts';
import { StartRefused } from './start-refused.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STOP_WITHIN_MS = 10_000;
/** Starts the studio, and resolves when it listens. What keeps it from starting is told in one sentence. */
export async function main(): Promise<void> {
  try {
    await start(readConfig(process.env, ROOT));
  } catch (error) {
    const sentence =
      error instanceof StartRefused
        ? error.message
        : `Mitwerk could not start: ${error instanceof Error ? error.message : String(error)}`;
    process.stderr.write(`${sentence.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    if (!(error instanceof StartRefused) && process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exit(1);
  }
}

async function start(config: Config): Promise<void> {
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const publicUrl = config.publicUrl ?? `http://${shownHost(config.host)}:${String(port)}`;
  // What has to be closed, the newest first.
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0)) await close();
  };
  stopOnSignals(closeAll);
  const database = await openDatabase(config);
  opened.unshift(database.close);
  try {
    const secret = await cookieSecret(config.authSecret, config.dataDir);
    if (config.demo) await fillDemo(database);
    const logger = loggerOptions(config.logLevel);
    const app = await buildApp({ ...config, db: database.db, publicUrl, secret, logger });
    opened.unshift(() => app.close());
    await app.listen({ port, host: config.host }).catch((error: unknown) => {
      throw listenRefusal(error, config.host, port);
    });
  } catch (error) {
    await closeAll();
    throw error;
  }
  const about = [...(config.demo ? ['demo'] : []), ...(database.embedded ? [`data in ${config.dataDir}`] : [])];
  process.stdout.write(`Mitwerk is at ${publicUrl}${about.length > 0 ? ` (${about.join(', ')})` : ''}\n`);
}

async function fillDemo({ db }: OpenDatabase): Promise<void> {
  const [someBrand] = await db.select({ id: brands.id }).from(brands).limit(1);
  if (someBrand) return;
  process.stdout.write('Filling the demo, once …\n');
  await seedDemo({ db });
}

/** Stops once, in order, at the first signal; at the second, or after ten seconds, at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Mitwerk did not stop in order: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

function listenRefusal(error: unknown, host: string, port: number): unknown {
  const place = `port ${String(port)} on ${host}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartRefused(`Another program uses ${place}: stop it, or choose another with PORT.`);
    case 'EACCES':
      return new StartRefused(`This user may not listen on ${place}: choose one from 1024 with PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartRefused(`HOST ${host} is no address of this machine: try 127.0.0.1, or 0.0.0.0 for all of them.`);
    default:
      return error;
  }
}

async function freePort(host: string): Promise<number> {
  const { address } = await lookup(host).catch((error: unknown) => {
    throw listenRefusal(error, host, 0);
  });
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', (error) => reject(listenRefusal(error, host, 0) as Error))
      .listen(0, address, () => {
        const bound = probe.address();
        probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
      });
  });
}

/** An address under which a browser on this machine finds what listens on `host`. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

if (import.meta.main) await main();
