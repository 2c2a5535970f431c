import type { FastifyInstance } from 'fastify';
import { fileURLToPath } from 'node:url';
import { cookieSecret } from './accounts/cookie-secret.ts';
import { buildApp } from './app.ts';
import { brands } from './campaigns/brand-tables.ts';
import { type Config, readConfig } from './config.ts';
import { openDatabase, type OpenDatabase } from './db/connect.ts';
import { seedDemo } from './demo/seed.ts';
import { freePort, listenRefusal, shownHost } from './http/listen.ts';
import { loggerOptions } from './http/logger.ts';
import { Load, processDelay } from './metrics/load.ts';
import { serveMetrics } from './metrics/metrics-server.ts';
import { PrometheusMetrics } from './metrics/prometheus.ts';
import { systemClock } from './realtime/clock.ts';
import { StartRefused } from './start-refused.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STOP_WITHIN_MS = 10_000;
/** Of these, how long a request may still take. */
const FINISH_WITHIN_MS = 3_000;
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
    const load = new Load({ clock: systemClock, delay: processDelay() });
    opened.unshift(() => Promise.resolve(load.stop()));
    const metrics = await startMetrics(config, load, opened);
    const app = await buildApp({
      ...{ ...config, db: database.db, logConnection: database.logConnection, publicUrl, secret, logger, load },
      ...(metrics ? { metrics } : {}),
    });
    opened.unshift(() => closeApp(app));
    await app.listen({ port, host: config.host }).catch((error: unknown) => {
      throw listenRefusal(error, { host: config.host, port });
    });
    load.begin();
  } catch (error) {
    await closeAll();
    throw error;
  }
  const about = [...(config.demo ? ['demo'] : []), ...(database.embedded ? [`data in ${config.dataDir}`] : [])];
  process.stdout.write(`Mitwerk is at ${publicUrl}${about.length > 0 ? ` (${about.join(', ')})` : ''}\n`);
}

/** @param opened gets what has to be closed */
async function startMetrics(
  { metricsHost: host, metricsPort: port }: Config,
  load: Load,
  opened: (() => Promise<void>)[],
): Promise<PrometheusMetrics | null> {
  if (port === null) return null;
  const metrics = new PrometheusMetrics();
  metrics.watch(load);
  const server = await serveMetrics(metrics, { host, port }).catch((error: unknown) => {
    throw listenRefusal(error, { host, port }, 'METRICS_');
  });
  opened.unshift(server.close);
  process.stdout.write(`Metrics are at http://${shownHost(host)}:${String(server.port)}/metrics\n`);
  return metrics;
}

async function fillDemo({ db }: OpenDatabase): Promise<void> {
  const [someBrand] = await db.select({ id: brands.id }).from(brands).limit(1);
  if (someBrand) return;
  process.stdout.write('Filling the demo, once …\n');
  await seedDemo({ db });
}

/** Requests under way are answered; those that do not come to an end are cut off. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), FINISH_WITHIN_MS);
  await app.close();
  clearTimeout(cutOff);
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

if (import.meta.main) await main();
